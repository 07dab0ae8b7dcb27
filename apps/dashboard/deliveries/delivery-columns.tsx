// The columns of the table of deliveries.
import { Code, Text } from "@mantine/core";
import type { Delivery } from "../api/records.ts";
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
          {error}
        </Text>
      )}
    </span>
  );
}

export const DELIVERY_COLUMNS: readonly RecordColumn<Delivery>[] = [
  selectColumn((delivery) => `delivery ${delivery.sequence ?? delivery.delivery_id}`),
  {
    id: "sequence",
    header: "#",
    meta: { width: "3rem", isEnd: true, isWide: true },
    cell: ({ row }) => row.original.sequence ?? <Mark tone="quiet">test</Mark>,
  },
  {
    id: "status",
    header: "Status",
    meta: { width: "6.6rem" },
    cell: ({ row }) => <StatusMark status={row.original.status} title={row.original.reason} />,
  },
  {
    id: "event",
    header: "Event",
    meta: { width: "minmax(8rem, 11.5rem)" },
    cell: ({ row }) => (
      <Code bg="transparent" p={0}>
        {row.original.event_type}
      </Code>
    ),
  },
  {
    id: "answer",
    header: "Answer",
    meta: { width: "minmax(3.4rem, 4.5rem)" },
    cell: ({ row }) => <Answer delivery={row.original} />,
  },
  {
    id: "duration",
    header: "Took",
    meta: { width: "5rem", isEnd: true, isWide: true },
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
    header: "Reason",
    meta: { width: "minmax(7rem, 1.6fr)", isWide: true },
    cell: ({ row }) => (
      <Text span size="sm" c="var(--tw-faint)">
        {row.original.reason ?? row.original.error_message ?? ""}
      </Text>
    ),
  },
  {
    id: "created",
    header: "Created",
    meta: { width: "8.6rem", isWide: true },
    cell: ({ row }) => <Moment at={row.original.created_at} as="short" />,
  },
  {
    id: "next",
    header: "Next retry",
    meta: { width: "7rem", isWide: true },
    cell: ({ row }) => <Moment at={row.original.next_retry_at} as="due" otherwise="" />,
  },
];
