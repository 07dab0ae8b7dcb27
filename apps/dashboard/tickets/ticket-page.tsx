// One ticket, the page that every payload links to: what it is, what is said about it, and what became of each change.
// All of it is asked for at once, and what stands below its head shown at once, so that nothing moves while somebody reads.
import { Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ApiRefusal } from "../api/http.ts";
import { useMay } from "../api/me.ts";
import type { Ticket } from "../api/records.ts";
import { ticketQuery, type TicketVersion } from "../api/ticket.ts";
import { ticketRoute } from "../shell/router.tsx";
import { CopyIconButton } from "../ui/copy.tsx";
import { LinkButton, TextLink } from "../ui/links.tsx";
import { Mark } from "../ui/mark.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { NeedsScope, ReadsOnly } from "../ui/scope.tsx";
import { Empty, Fault } from "../ui/states.tsx";
import { type CommentList, Comments, useComments } from "./comments.tsx";
import { EventTrail, type Trail, useTrail } from "./event-trail.tsx";
import { lastTicketSearch } from "./last-search.ts";
import { TicketFields } from "./ticket-fields.tsx";
import classes from "./ticket-page.module.css";
import { TicketText } from "./ticket-text.tsx";

function TicketHead({ ticket }: { readonly ticket: Ticket }) {
  return (
    <>
      <nav className={classes.place} aria-label="Where this ticket is">
        <TextLink to="/tickets" search={lastTicketSearch()} inherit>
          Tickets
        </TextLink>
        <span aria-hidden>/</span>
        <span>{ticket.ticket_number}</span>
        <CopyIconButton text={ticket.url} what="the link to this ticket" />
      </nav>
      <div className={classes.title}>
        <Title order={1} dir="auto" style={{ overflowWrap: "anywhere" }}>
          {ticket.title}
        </Title>
        <Mark tone={ticket.is_closed ? "quiet" : "cool"}>{ticket.status_name}</Mark>
      </div>
    </>
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

function HeadSkeleton() {
  return (
    <>
      <div className={classes.place}>
        <Skeleton h={14} w={120} />
      </div>
      <div className={classes.title}>
        <Skeleton h={34} maw={420} />
      </div>
    </>
  );
}

/** In the shape of a ticket. */
function PartsSkeleton() {
  return (
    <div className={classes.parts} aria-busy="true" aria-label="Loading" role="status">
      <Skeleton className={classes.words} h={104} />
      <Skeleton className={classes.fields} h={620} />
      <Skeleton className={classes.talk} h={500} />
    </div>
  );
}

interface TicketPartsProps {
  readonly version: TicketVersion;
  readonly comments: CommentList;
  readonly trail: Trail;
}

function TicketParts({ version, comments, trail }: TicketPartsProps) {
  const isReadOnly = !useMay("tickets:write");
  return (
    <>
      <div className={classes.notice}>
        <ReadsOnly scope="tickets:write" what="tickets" />
      </div>
      <div className={classes.parts}>
        <div className={classes.words}>
          <TicketText version={version} isReadOnly={isReadOnly} />
        </div>
        <div className={classes.fields}>
          <TicketFields version={version} isReadOnly={isReadOnly} />
        </div>
        <div className={classes.talk}>
          <Comments ticketId={version.ticket.ticket_id} comments={comments} isReadOnly={isReadOnly} />
          <EventTrail trail={trail} />
        </div>
      </div>
    </>
  );
}

export function TicketPage() {
  const { ticketId } = ticketRoute.useParams();
  // Another ticket is another page: no draft of this one is taken along.
  return (
    <NeedsScope scope="tickets:read" title="Ticket">
      <OneTicket key={ticketId} ticketId={ticketId} />
    </NeedsScope>
  );
}

function OneTicket({ ticketId }: { readonly ticketId: string }) {
  const { data: version, error, refetch } = useQuery(ticketQuery(ticketId));
  const comments = useComments(ticketId);
  const trail = useTrail(ticketId);
  const isTalkHere = !comments.isLoading && !trail.isLoading;
  const title = version === undefined ? "Ticket" : `${version.ticket.ticket_number} ${version.ticket.title}`;
  return (
    <>
      <PageTitle title={title} isHidden />
      {version === undefined && error !== null ? (
        <NoTicket error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          {version === undefined ? <HeadSkeleton /> : <TicketHead ticket={version.ticket} />}
          {version !== undefined && isTalkHere ? (
            <TicketParts version={version} comments={comments} trail={trail} />
          ) : (
            // Anew below the real head: a stand-in that is pushed down would be seen to jump.
            <PartsSkeleton key={version === undefined ? "first" : "second"} />
          )}
        </>
      )}
    </>
  );
}
