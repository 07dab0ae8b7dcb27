// What owners of webhooks were told, whether or not a mail could be sent: without a mail server they are kept here.
import { Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Notice } from "../api/log-records.ts";
import { Facts } from "../ui/facts.tsx";
import { TextLink } from "../ui/links.tsx";
import { Mark, type Tone } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { type RecordColumn, RecordTable } from "../ui/record-table.tsx";
import { NeedsScope } from "../ui/scope.tsx";
import { Empty } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";

const LOOK_AGAIN_MS = 10_000;

const TONES: Readonly<Record<string, Tone>> = { sent: "good", failed: "bad", waiting: "warm", kept: "quiet" };

const COLUMNS: readonly RecordColumn<Notice>[] = [
  {
    id: "created",
    header: "When",
    meta: { width: "minmax(7rem, 0.7fr)" },
    cell: ({ row }) => <Moment at={row.original.created_at} as="short" />,
  },
  { id: "subject", header: "Subject", meta: { width: "minmax(10rem, 3fr)" }, cell: ({ row }) => row.original.subject },
  {
    id: "recipient",
    header: "To",
    meta: { width: "minmax(8rem, 1fr)", isWide: true },
    cell: ({ row }) => row.original.recipient ?? "–",
  },
  {
    id: "state",
    header: "Mail",
    meta: { width: "6rem" },
    cell: ({ row }) => <Mark tone={TONES[row.original.state] ?? "cool"}>{row.original.state}</Mark>,
  },
];

function NoticeView({ notice }: { readonly notice: Notice }) {
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ["To", notice.recipient ?? "nobody: the owner has no address"],
          ["Written", <Moment key="at" at={notice.created_at} />],
          ["Mailed", <Moment key="at" at={notice.sent_at} otherwise={notice.send_error ?? "kept here only"} />],
        ]}
      />
      <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {notice.body}
      </Text>
      {notice.webhook_id !== null && (
        <TextLink to="/settings/webhooks/$webhookId" params={{ webhookId: notice.webhook_id }} search={{}} size="sm">
          Open the webhook
        </TextLink>
      )}
    </Stack>
  );
}

export function NoticesPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Notices">
      <Notices />
    </NeedsScope>
  );
}

function Notices() {
  const notices = usePages<Notice>("/notices", {}, { refetchMs: LOOK_AGAIN_MS });
  const [open, setOpen] = useState<Notice | null>(null);
  return (
    <>
      <PageTitle title="Notices" hint="Warnings and news of disabled webhooks, as their owners were told." />
      <RecordTable
        {...notices}
        label="Notices"
        columns={COLUMNS}
        rowId={(notice) => notice.notice_id}
        onOpen={setOpen}
        onRetry={notices.refetch}
        empty={
          <Empty title="No notices">
            A webhook that fails for twelve hours is told of here, and when it is disabled.
          </Empty>
        }
      />
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.subject} size="lg">
        {open !== null && <NoticeView notice={open} />}
      </Modal>
    </>
  );
}
