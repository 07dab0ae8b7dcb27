// The tickets: searched, filtered, sorted; a view can be kept under a name; a row opens the ticket.
import { Button, Drawer } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Ticket } from "../api/records.ts";
import { ticketsRoute } from "../shell/router.tsx";
import { useStepBack } from "../shell/step-back.ts";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { type RecordColumn, RecordTable } from "../ui/record-table.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { TicketFilters } from "./ticket-filters.tsx";
import type { TicketSearch } from "./ticket-search.ts";

const NewTicketForm = lazy(() => import("./new-ticket-form.tsx").then((form) => ({ default: form.NewTicketForm })));

const LOOK_AGAIN_MS = 5_000;

const COLUMNS: readonly RecordColumn<Ticket>[] = [
  { id: "number", header: "Number", meta: { width: "4.9rem" }, cell: ({ row }) => row.original.ticket_number },
  {
    id: "title",
    header: "Title",
    meta: { width: "minmax(7rem, 3fr)" },
    cell: ({ row }) => (
      <b dir="auto" title={row.original.title}>
        {row.original.title}
      </b>
    ),
  },
  {
    id: "status",
    header: "Status",
    meta: { width: "minmax(6.4rem, 1fr)" },
    cell: ({ row }) => <Mark tone={row.original.is_closed ? "quiet" : "cool"}>{row.original.status_name}</Mark>,
  },
  {
    id: "priority",
    header: "Priority",
    meta: { width: "minmax(4rem, 0.7fr)", isWide: true },
    cell: ({ row }) => row.original.priority_name,
  },
  {
    id: "client",
    header: "Client",
    meta: { width: "minmax(6rem, 1fr)", isWide: true },
    cell: ({ row }) => row.original.client_name,
  },
  {
    id: "assignee",
    header: "Assignee",
    meta: { width: "minmax(6rem, 1fr)", isWide: true },
    cell: ({ row }) => row.original.assigned_to_name ?? "–",
  },
  {
    id: "updated",
    header: "Updated",
    meta: { width: "minmax(6rem, 0.9fr)", isWide: true },
    cell: ({ row }) => <Moment at={row.original.updated_at} as="relative" />,
  },
];

function toQuery(search: TicketSearch) {
  const { state, tags, new: _new, ...filters } = search;
  const { sort = "updated_at" } = filters;
  return {
    ...filters,
    sort,
    // By name from A, by date of falling due from the next one.
    order: filters.order ?? (sort === "title" || sort === "due_date" ? "asc" : "desc"),
    is_open: state === "open" ? true : undefined,
    is_closed: state === "closed" ? true : undefined,
    tags: tags
      ?.split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
  };
}

function NoTickets({ isFiltered, onNew }: { readonly isFiltered: boolean; onNew(): void }) {
  if (isFiltered) return <Empty title="No ticket matches">Change or clear the filters above.</Empty>;
  return (
    <Empty title="No tickets yet" actions={<Button onClick={onNew}>Create the first ticket</Button>}>
      Each change of a ticket becomes an event, and every webhook that wants it gets it.
    </Empty>
  );
}

export function TicketsPage() {
  const search = ticketsRoute.useSearch();
  const navigate = useNavigate({ from: "/tickets" });
  const show = (next: TicketSearch) => void navigate({ search: next, replace: true });
  const [isAtTop, setAtTop] = useState(true);
  const tickets = usePages<Ticket>("/tickets", toQuery(search), { refetchMs: LOOK_AGAIN_MS, isFollowing: isAtTop });
  const back = useStepBack();
  const openForm = () => void navigate({ search: { ...search, new: true }, state: { isStep: true } });
  const isFiltered = Object.values({ ...search, new: undefined, sort: undefined, order: undefined }).some(Boolean);
  return (
    <>
      <PageTitle
        title="Tickets"
        hint={tickets.total === undefined ? "\u00A0" : `${tickets.total.toLocaleString()} found`}
      >
        <Button leftSection={<Plus size={16} />} onClick={openForm}>
          New ticket
        </Button>
      </PageTitle>
      <TicketFilters search={search} onChange={show} />
      <RecordTable
        {...tickets}
        label="Tickets"
        columns={COLUMNS}
        rowId={(ticket) => ticket.ticket_id}
        onOpen={(ticket) => void navigate({ to: "/tickets/$ticketId", params: { ticketId: ticket.ticket_id } })}
        onTop={setAtTop}
        onRetry={tickets.refetch}
        empty={<NoTickets isFiltered={isFiltered} onNew={openForm} />}
      />
      <Drawer
        opened={search.new === true}
        onClose={() => back(() => show({ ...search, new: undefined }))}
        title="New ticket"
        position="right"
      >
        <Suspense fallback={<Loading />}>
          <NewTicketForm
            onCreated={(ticketId) => void navigate({ to: "/tickets/$ticketId", params: { ticketId }, replace: true })}
          />
        </Suspense>
      </Drawer>
    </>
  );
}
