// The columns of the list of tickets.
import type { Ticket } from "../api/records.ts";
import { TextLink } from "../ui/links.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment, useNow } from "../ui/moment.tsx";
import type { RecordColumn } from "../ui/record-table.tsx";
import classes from "./ticket-columns.module.css";

/** Late is said by a word's colour and its title. */
function Due({ ticket }: { readonly ticket: Ticket }) {
  const isLate = ticket.due_date !== null && !ticket.is_closed && Date.parse(ticket.due_date) < useNow();
  return (
    <span className={isLate ? classes.late : undefined}>
      <Moment at={ticket.due_date} as="relative" />
      {isLate && <span className="sr-only"> (late)</span>}
    </span>
  );
}

function Subject({ ticket }: { readonly ticket: Ticket }) {
  return (
    <span title={[ticket.title, ...ticket.tags.map((tag) => `#${tag}`)].join(" ")}>
      <TextLink
        to="/tickets/$ticketId"
        params={{ ticketId: ticket.ticket_id }}
        tabIndex={-1}
        inherit
        c="inherit"
        fw={600}
        underline="hover"
      >
        <bdi>{ticket.title}</bdi>
      </TextLink>
      {ticket.tags.length > 0 && <span className={classes.tags}>{ticket.tags.join(" · ")}</span>}
    </span>
  );
}

export const TICKET_COLUMNS: readonly RecordColumn<Ticket>[] = [
  {
    id: "number",
    header: "Number",
    meta: { width: "minmax(4.9rem, 5.6rem)" },
    cell: ({ row }) => row.original.ticket_number,
  },
  {
    id: "title",
    header: "Title",
    meta: { width: "minmax(6.5rem, 4fr)" },
    cell: ({ row }) => <Subject ticket={row.original} />,
  },
  {
    id: "status",
    header: "Status",
    meta: { width: "minmax(6.4rem, 1fr)" },
    cell: ({ row: { original: ticket } }) => (
      <Mark tone={ticket.is_closed ? "quiet" : "cool"} title={ticket.status_name}>
        {ticket.status_name}
      </Mark>
    ),
  },
  {
    id: "priority",
    header: "Priority",
    meta: { width: "minmax(4rem, 0.6fr)", isWide: true },
    cell: ({ row }) => row.original.priority_name,
  },
  {
    id: "client",
    header: "Client",
    meta: { width: "minmax(5rem, 1fr)", isWide: true },
    cell: ({ row }) => <bdi title={row.original.client_name}>{row.original.client_name}</bdi>,
  },
  {
    id: "assignee",
    header: "Assignee",
    meta: { width: "minmax(5rem, 1fr)", isWide: true },
    cell: ({ row }) => <bdi>{row.original.assigned_to_name ?? "–"}</bdi>,
  },
  {
    id: "due",
    header: "Due",
    meta: { width: "minmax(5rem, 0.8fr)", isWide: true },
    cell: ({ row }) => <Due ticket={row.original} />,
  },
  {
    id: "updated",
    header: "Updated",
    meta: { width: "minmax(7.2rem, 0.9fr)", isWide: true },
    cell: ({ row }) => <Moment at={row.original.updated_at} as="relative" />,
  },
];
