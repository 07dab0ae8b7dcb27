// The columns of the table of deliveries.
import { Code, Text } from "@mantine/core";
import type { Delivery } from "../api/records.ts";
import { CellName } from "../ui/cell-name.tsx";
import { Mark, StatusMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import type { RecordColumn } from "../ui/record-table.tsx";
import { selectColumn } from "../ui/select-column.tsx";
import { formatMs } from "../ui/format.ts";

function Answer({ delivery }: { readonly delivery: Delivery }) {
  const { response_status_code: code, error_class: error, error_message: message } = delivery;
  if (code === null && error === null)
    return (
      <Text span size="sm" c="var(--tw-faint)">
        –
      </Text>
    );
  return (
    <span title={message ?? undefined}>
      {code !== null && <b>{code}</b>}{" "}
      {error !== null && error !== "status" && (
        <Text span size="sm" c="var(--tw-bad)">
          {error.replaceAll("_", " ")}
        </Text>
      )}
    </span>
  );
}

/** Why it stands as it does, and when it is tried again. */
function Reason({ delivery }: { readonly delivery: Delivery }) {
  const reason = delivery.reason ?? delivery.error_message ?? "";
  return (
    <Text span size="sm" c="var(--tw-faint)" title={reason}>
      {delivery.next_retry_at !== null && (
        <>
          <Moment at={delivery.next_retry_at} as="due" />
          {" · "}
        </>
      )}
      {reason}
    </Text>
  );
}

const SELECT = selectColumn<Delivery>((delivery) => `delivery ${delivery.sequence ?? delivery.delivery_id}`);

const STATUS: RecordColumn<Delivery> = {
  id: "status",
  header: "Status",
  meta: { width: "6.6rem" },
  cell: ({ row }) => <StatusMark status={row.original.status} title={row.original.reason} />,
};

const SEQUENCE: RecordColumn<Delivery> = {
  id: "sequence",
  header: "#",
  meta: { width: "3.4rem", isEnd: true, isWide: true },
  cell: ({ row }) => row.original.sequence ?? <Mark tone="quiet">test</Mark>,
};

const OTHERS: readonly RecordColumn<Delivery>[] = [
  {
    id: "event",
    header: "Event",
    meta: { width: "minmax(4.5rem, 11.5rem)" },
    cell: ({ row }) => (
      <Code bg="transparent" p={0} title={row.original.event_type}>
        {row.original.event_type}
        {row.original.is_test && row.original.event_type !== "webhook.test" && " (test)"}
      </Code>
    ),
  },
  {
    id: "answer",
    header: "Answer",
    meta: { width: "minmax(3.4rem, 4.9rem)" },
    cell: ({ row }) => <Answer delivery={row.original} />,
  },
  {
    id: "age",
    header: "Age",
    meta: { width: "3.1rem", isEnd: true, isSmall: true },
    cell: ({ row }) => <Moment at={row.original.created_at} as="brief" />,
  },
  {
    id: "duration",
    header: "Took",
    meta: { width: "4.2rem", isEnd: true, isWide: true },
    cell: ({ row }) => formatMs(row.original.duration_ms),
  },
  {
    id: "attempts",
    header: "Attempts",
    meta: { width: "4.4rem", isEnd: true, isWide: true },
    cell: ({ row }) => row.original.attempt_number,
  },
  {
    id: "reason",
    header: "Next retry, reason",
    meta: { width: "minmax(9rem, 1.6fr)", isWide: true },
    cell: ({ row }) => <Reason delivery={row.original} />,
  },
  {
    id: "created",
    header: "Created",
    meta: { width: "8.6rem", isWide: true },
    cell: ({ row }) => <Moment at={row.original.created_at} as="short" />,
  },
];

const OF_ONE_WEBHOOK = [SELECT, SEQUENCE, STATUS, ...OTHERS];

/** The columns for one webhook, or, when webhooks are named, for all of them. */
export function columnsFor(nameOf: ((webhookId: string) => string) | null): readonly RecordColumn<Delivery>[] {
  if (nameOf === null) return OF_ONE_WEBHOOK;
  const webhook: RecordColumn<Delivery> = {
    id: "webhook",
    header: "Webhook",
    meta: { width: "minmax(4.5rem, 1fr)" },
    cell: ({ row }) => <CellName name={nameOf(row.original.webhook_id)} />,
  };
  // Beside the webhook's name there is no room for the event on a small screen.
  const others = OTHERS.map((column) =>
    column.id === "event" ? { ...column, meta: { ...column.meta, isWide: true } } : column,
  );
  return [SELECT, STATUS, webhook, ...others];
}
