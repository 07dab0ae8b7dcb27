// Who changed what: webhooks, secrets, keys. No secret is in it.
import { Modal, Stack } from "@mantine/core";
import { useState } from "react";
import type { AuditEntry } from "../api/log-records.ts";
import { Code } from "../ui/code.tsx";
import { Facts } from "../ui/facts.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { type RecordColumn, RecordTable } from "../ui/record-table.tsx";
import { Empty } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";

const LOOK_AGAIN_MS = 10_000;

const COLUMNS: readonly RecordColumn<AuditEntry>[] = [
  {
    id: "when",
    header: "When",
    meta: { width: "minmax(8rem, 0.8fr)" },
    cell: ({ row }) => <Moment at={row.original.occurred_at} as="short" />,
  },
  {
    id: "who",
    header: "Who",
    meta: { width: "minmax(6rem, 1fr)" },
    cell: ({ row }) => row.original.actor_name ?? row.original.actor_type,
  },
  {
    id: "action",
    header: "What",
    meta: { width: "minmax(9rem, 1.2fr)" },
    cell: ({ row }) => <code>{row.original.action}</code>,
  },
  {
    id: "details",
    header: "Details",
    meta: { width: "minmax(8rem, 3fr)", isWide: true },
    cell: ({ row }) => <code>{JSON.stringify(row.original.details)}</code>,
  },
];

function Entry({ entry }: { readonly entry: AuditEntry }) {
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ["When", <Moment key="at" at={entry.occurred_at} />],
          ["Who", entry.actor_name ?? entry.actor_type],
          ["On", `${entry.subject_type} ${entry.subject_id ?? ""}`],
        ]}
      />
      <Code text={JSON.stringify(entry.details, null, 2)} label="Details" />
    </Stack>
  );
}

export function AuditLogPage() {
  const entries = usePages<AuditEntry>("/audit-log", {}, { refetchMs: LOOK_AGAIN_MS });
  const [open, setOpen] = useState<AuditEntry | null>(null);
  return (
    <>
      <PageTitle title="Audit log" hint="Changes of webhooks, secrets and keys, with who made them." />
      <RecordTable
        {...entries}
        label="Audit log"
        columns={COLUMNS}
        rowId={(entry) => entry.audit_id}
        onOpen={setOpen}
        onRetry={entries.refetch}
        empty={<Empty title="Nothing was changed yet" />}
      />
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.action} size="lg">
        {open !== null && <Entry entry={open} />}
      </Modal>
    </>
  );
}
