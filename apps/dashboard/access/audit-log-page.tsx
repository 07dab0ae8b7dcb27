// Who changed what: webhooks, secrets, keys. No secret is in it.
import { Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { AuditEntry } from "../api/log-records.ts";
import { webhooksQuery } from "../api/webhooks.ts";
import { Code } from "../ui/code.tsx";
import { Facts } from "../ui/facts.tsx";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { type RecordColumn, RecordTable } from "../ui/record-table.tsx";
import { NeedsScope } from "../ui/scope.tsx";
import { Empty } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import classes from "./access.module.css";
import { describeDetails, nameOfSubject } from "./describe-entry.ts";

const LOOK_AGAIN_MS = 10_000;

type Names = ReadonlyMap<string, string>;

const columnsWith = (names: Names): readonly RecordColumn<AuditEntry>[] => [
  {
    id: "when",
    header: "When",
    meta: { width: "minmax(7.6rem, 0.7fr)" },
    cell: ({ row }) => <Moment at={row.original.occurred_at} as="short" />,
  },
  {
    id: "action",
    header: "What",
    meta: { width: "minmax(7rem, 1.35fr)" },
    cell: ({ row }) => <code title={row.original.action}>{row.original.action}</code>,
  },
  {
    id: "subject",
    header: "On",
    meta: { width: "minmax(6rem, 1fr)", isWide: true },
    cell: ({ row }) => <bdi>{nameOfSubject(row.original, names)}</bdi>,
  },
  {
    id: "who",
    header: "Who",
    meta: { width: "minmax(4rem, 0.8fr)" },
    cell: ({ row }) => row.original.actor_name ?? row.original.actor_type,
  },
  {
    id: "details",
    header: "Details",
    meta: { width: "minmax(8rem, 2.4fr)", isWide: true },
    cell: ({ row }) => <span className={classes.details}>{describeDetails(row.original)}</span>,
  },
];

/** What webhooks are called now. */
function useNames(): Names {
  const { data: webhooks } = useQuery(webhooksQuery);
  return useMemo(() => new Map(webhooks?.map(({ webhook_id: id, name }) => [id, name])), [webhooks]);
}

function Subject({ entry, names }: { readonly entry: AuditEntry; readonly names: Names }) {
  const name = nameOfSubject(entry, names);
  const isThere = entry.subject_id !== null && names.has(entry.subject_id);
  if (!isThere || entry.subject_id === null) return <bdi>{`${entry.subject_type} ${name}`}</bdi>;
  return (
    <TextLink to="/settings/webhooks/$webhookId" params={{ webhookId: entry.subject_id }} search={{}} inherit>
      <bdi>{name}</bdi>
    </TextLink>
  );
}

function Entry({ entry, names }: { readonly entry: AuditEntry; readonly names: Names }) {
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ["When", <Moment key="at" at={entry.occurred_at} />],
          ["Who", entry.actor_name ?? entry.actor_type],
          ["On", <Subject key="on" entry={entry} names={names} />],
          ["Id", entry.subject_id ?? "–"],
        ]}
      />
      <Code text={JSON.stringify(entry.details, null, 2)} label="Details" />
    </Stack>
  );
}

export function AuditLogPage() {
  return (
    <NeedsScope scope="admin" title="Audit log">
      <AuditLog />
    </NeedsScope>
  );
}

function AuditLog() {
  const entries = usePages<AuditEntry>("/audit-log", {}, { refetchMs: LOOK_AGAIN_MS });
  const names = useNames();
  const columns = useMemo(() => columnsWith(names), [names]);
  const [open, setOpen] = useState<AuditEntry | null>(null);
  return (
    <>
      <PageTitle title="Audit log" hint="Changes of webhooks, secrets and keys, with who made them." />
      <RecordTable
        {...entries}
        label="Audit log"
        columns={columns}
        rowId={(entry) => entry.audit_id}
        onOpen={setOpen}
        onRetry={entries.refetch}
        empty={<Empty title="Nothing was changed yet" />}
      />
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.action} size="lg">
        {open !== null && <Entry entry={open} names={names} />}
      </Modal>
    </>
  );
}
