// The tickets: searched, filtered, sorted; a view can be kept under a name; a row opens the ticket.
import { Drawer } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useMay } from "../api/me.ts";
import type { Ticket } from "../api/records.ts";
import { ticketsRoute } from "../shell/router.tsx";
import { useStepBack } from "../shell/step-back.ts";
import { useIsAsked } from "../ui/keep-draft.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { RecordTable } from "../ui/record-table.tsx";
import { NeedsScope, ReadsOnly, ScopedButton } from "../ui/scope.tsx";
import { Empty, Loading } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { rememberTicketSearch } from "./last-search.ts";
import { TICKET_COLUMNS } from "./ticket-columns.tsx";
import { TicketFilters } from "./ticket-filters.tsx";
import { isFiltered, type TicketSearch, toTicketQuery } from "./ticket-search.ts";

const NewTicketForm = lazy(() => import("./new-ticket-form.tsx").then((form) => ({ default: form.NewTicketForm })));

const LOOK_AGAIN_MS = 5_000;

function NoTickets({ isNarrowed, onNew }: { readonly isNarrowed: boolean; onNew(): void }) {
  if (isNarrowed) return <Empty title="No ticket matches">Change or clear the filters above.</Empty>;
  return (
    <Empty
      title="No tickets yet"
      actions={
        <ScopedButton scope="tickets:write" onClick={onNew}>
          Create the first ticket
        </ScopedButton>
      }
    >
      Each change of a ticket becomes an event, and every webhook that wants it gets it.
    </Empty>
  );
}

export function TicketsPage() {
  return (
    <NeedsScope scope="tickets:read" title="Tickets">
      <TicketList />
    </NeedsScope>
  );
}

function TicketList() {
  const search = ticketsRoute.useSearch();
  const navigate = useNavigate({ from: "/tickets" });
  const show = (next: TicketSearch) => void navigate({ search: next, replace: true });
  const [isAtTop, setAtTop] = useState(true);
  const tickets = usePages<Ticket>("/tickets", toTicketQuery(search), {
    refetchMs: LOOK_AGAIN_MS,
    isFollowing: isAtTop,
  });
  useEffect(() => rememberTicketSearch(search), [search]);
  const mayWrite = useMay("tickets:write");
  const isAsked = useIsAsked();
  const back = useStepBack();
  const openForm = () => void navigate({ search: { ...search, new: true }, state: { isStep: true } });
  return (
    <>
      <PageTitle
        title="Tickets"
        hint={tickets.total === undefined ? "\u00A0" : `${tickets.total.toLocaleString()} found`}
      >
        <ScopedButton scope="tickets:write" leftSection={<Plus size={16} />} onClick={openForm}>
          New ticket
        </ScopedButton>
      </PageTitle>
      <TicketFilters search={search} onChange={show} />
      <RecordTable
        {...tickets}
        label="Tickets"
        columns={TICKET_COLUMNS}
        rowId={(ticket) => ticket.ticket_id}
        onOpen={(ticket) => void navigate({ to: "/tickets/$ticketId", params: { ticketId: ticket.ticket_id } })}
        onTop={setAtTop}
        onRetry={tickets.refetch}
        empty={<NoTickets isNarrowed={isFiltered(search)} onNew={openForm} />}
      />
      <Drawer
        opened={search.new === true}
        onClose={() => back(() => show({ ...search, new: undefined }))}
        title="New ticket"
        position="right"
        closeOnEscape={!isAsked}
      >
        {mayWrite ? (
          <Suspense fallback={<Loading />}>
            <NewTicketForm
              onCreated={(ticketId) => void navigate({ to: "/tickets/$ticketId", params: { ticketId }, replace: true })}
            />
          </Suspense>
        ) : (
          <ReadsOnly scope="tickets:write" what="tickets" />
        )}
      </Drawer>
    </>
  );
}
