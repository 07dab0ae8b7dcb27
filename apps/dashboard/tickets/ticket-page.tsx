// One ticket, the page that every payload links to: what it is, what is said about it, and what became of each change.
import { Grid, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ApiRefusal, call, type One } from "../api/http.ts";
import type { Ticket } from "../api/records.ts";
import { ticketRoute } from "../shell/router.tsx";
import { CopyIconButton } from "../ui/copy.tsx";
import { LinkButton, TextLink } from "../ui/links.tsx";
import { Mark } from "../ui/mark.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { Comments } from "./comments.tsx";
import { EventTrail } from "./event-trail.tsx";
import { TicketFields } from "./ticket-fields.tsx";
import { TicketText } from "./ticket-text.tsx";

const LOOK_AGAIN_MS = 3_000;

function useTicket(ticketId: string) {
  return useQuery({
    queryKey: ["ticket", ticketId],
    queryFn: ({ signal }) => call<One<Ticket>>(`/tickets/${ticketId}`, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
    select: ({ data }) => data,
  });
}

function TicketHead({ ticket }: { readonly ticket: Ticket }) {
  return (
    <Stack gap={4} mb="md">
      <Group gap="xs">
        <TextLink to="/tickets" size="sm">
          Tickets
        </TextLink>
        <Text size="sm" c="var(--tw-faint)">
          / {ticket.ticket_number}
        </Text>
        <CopyIconButton text={ticket.url} what="the link to this ticket" />
      </Group>
      <Group gap="sm">
        <Title order={1} dir="auto" style={{ overflowWrap: "anywhere" }}>
          {ticket.title}
        </Title>
        <Mark tone={ticket.is_closed ? "quiet" : "cool"}>{ticket.status_name}</Mark>
      </Group>
    </Stack>
  );
}

function NoTicket({ error, onRetry }: { readonly error: unknown; onRetry(): void }) {
  const isMissing = error instanceof ApiRefusal && (error.status === 404 || error.status === 400);
  if (!isMissing) return <Fault error={error} onRetry={onRetry} />;
  return (
    <Empty isPage title="There is no such ticket" actions={<LinkButton to="/tickets">Go to the tickets</LinkButton>}>
      The link may be mistyped, or it belongs to another tenant than the key you signed in with.
    </Empty>
  );
}

export function TicketPage() {
  const { ticketId } = ticketRoute.useParams();
  const { data: ticket, error, refetch } = useTicket(ticketId);
  const title = ticket === undefined ? "Ticket" : `${ticket.ticket_number} ${ticket.title}`;
  return (
    <>
      <PageTitle title={title} isHidden />
      {ticket === undefined && error !== null && <NoTicket error={error} onRetry={() => void refetch()} />}
      {ticket === undefined && error === null && <Loading rows={8} />}
      {ticket !== undefined && (
        <>
          <TicketHead ticket={ticket} />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Stack gap="md">
                <TicketText ticket={ticket} />
                <EventTrail ticketId={ticketId}>
                  <Comments ticketId={ticketId} />
                </EventTrail>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }} order={{ base: 0, lg: 1 }}>
              <TicketFields ticket={ticket} />
            </Grid.Col>
          </Grid>
        </>
      )}
    </>
  );
}
