// What the ticket stage works with: given to each of its functions. In: a database and the base of deep links.
// Out: `TicketStage`; it holds no connection and no timer of its own.
import type { TenantId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { Gatherer } from "./gather.ts";
import { insertComments, type NewCommentRow } from "./insert-comment.ts";
import { insertTickets, type NewTicketRow } from "./insert-ticket.ts";
import { readShort, type ShortRow } from "./read-for-write.ts";
import { ReferenceCache } from "./reference-cache.ts";
import { openTicketNumbers, type TicketNumbers } from "./ticket-number.ts";
import { type TicketUpdate, updateTickets } from "./update-ticket.ts";
import { TicketCounts } from "./ticket-counts.ts";

export interface TicketStage {
  readonly db: Database;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly numbers: TicketNumbers;
  readonly references: ReferenceCache;
  /** Short reads of tickets by id. */
  readonly reads: Gatherer<string, ShortRow | undefined>;
  /** Writes; false: another one came first, or it took too long. Those that come at the same moment share a statement. */
  readonly creates: Gatherer<NewTicketRow, boolean>;
  readonly changes: Gatherer<TicketUpdate, boolean>;
  readonly comments: Gatherer<NewCommentRow, boolean>;
  /** How many tickets large tenants have. */
  readonly counts: TicketCounts;
  /** Called after each commit that wrote events: fan-out has work. */
  onCommitted(): void;
}

/** Who writes: a user of a tenant, or nobody known. */
export interface Actor {
  readonly tenantId: TenantId;
  readonly userId: string | null;
}

export interface TicketStageOptions {
  readonly db: Database;
  /** Base of deep links: `https://tickets.example.com`. */
  readonly baseUrl: string;
  /** Wakes fan-out; called once a write, so it should put many calls together. Default: nobody is woken. */
  readonly onCommitted?: () => void;
}

const ticketOf = ({ next }: TicketUpdate | NewCommentRow): string => next.ticket.ticket_id;

/** Makes the stage. */
export function openTicketStage({ db, baseUrl, onCommitted }: TicketStageOptions): TicketStage {
  return {
    db,
    baseUrl: baseUrl.replace(/\/+$/, ""),
    numbers: openTicketNumbers(db),
    references: new ReferenceCache(),
    reads: new Gatherer((tenantId, ids) => readShort(db.forTenant(tenantId), tenantId, ids)),
    creates: new Gatherer((tenantId, rows) => insertTickets(db.forTenant(tenantId), tenantId, rows)),
    changes: new Gatherer<TicketUpdate, boolean>(
      (tenantId, updates, lockMs) => updateTickets(db.forTenant(tenantId), { tenantId, lockMs }, updates),
      ticketOf,
    ),
    comments: new Gatherer<NewCommentRow, boolean>(
      (tenantId, rows, lockMs) => insertComments(db.forTenant(tenantId), { tenantId, lockMs }, rows),
      ticketOf,
    ),
    counts: new TicketCounts(),
    onCommitted: onCommitted ?? (() => undefined),
  };
}
