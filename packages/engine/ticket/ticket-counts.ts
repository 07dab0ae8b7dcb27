// How many tickets of a large tenant pass a filter, without counting a million of them for every first page. Once in a while they
// are counted by what most lists are filtered by; a list adds and takes away what was written since (list-statement.ts), so its
// total is exact at every moment. In: a tenant. Out: counts as of a snapshot, or undefined where counting anew is as cheap.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { TicketFilters } from "./list-filters.ts";

/** The tickets that are alike in what lists are filtered by. */
interface Cell {
  readonly priority_id: string;
  readonly board_id: string;
  readonly assigned_to: string | null;
  readonly is_closed: boolean;
  readonly tickets: number;
}

/** The tickets of a status. */
interface StatusCell {
  readonly status_id: string;
  readonly tickets: number;
}

/** What was counted, and what was committed then. */
export interface CountedTickets {
  /** A `pg_snapshot`. */
  readonly snapshot: string;
  readonly at: Date;
  readonly cells: readonly Cell[];
  readonly statuses: readonly StatusCell[];
}

/** Tickets that passed a filter when a snapshot was taken. */
export interface CountedBefore {
  readonly tickets: number;
  readonly snapshot: string;
  readonly at: Date;
}

/** A tenant of fewer tickets is counted each time, which takes a few milliseconds. */
const WORTH_KEEPING = 20_000;

/** Tickets written since that make it worth counting anew. */
const MANY_WRITTEN = 2_000;

/** Counted anew at most this often, and whatever was written after so long, milliseconds. */
const SHORTEST_MS = 20_000;
const LONGEST_MS = 3_600_000;

/** A tenant of which nothing is kept is counted again after this: it may have grown. */
const GROWN_MS = 600_000;

/** More cells would cost more to add up than to count. */
const MOST_CELLS = 20_000;

/** Tenants kept; beyond this the one that was counted first goes. */
const MOST_TENANTS = 500;

interface Kept {
  readonly counted: CountedTickets | undefined;
  readonly keptAtMs: number;
  /** Tickets that a list found written since. */
  written: number;
}

/** Counts of the tenants that this process was asked for. */
export class TicketCounts {
  readonly #kept = new Map<TenantId, Kept>();
  readonly #running = new Map<TenantId, Promise<void>>();
  readonly #worthKeeping: number;

  /** @param worthKeeping Tickets from which on a count is kept. */
  constructor(worthKeeping = WORTH_KEEPING) {
    this.#worthKeeping = worthKeeping;
  }

  /**
   * What was counted of a tenant. Nobody waits for a count: it runs beside, and the lists until then count for themselves. When it
   * fails, the next list begins another.
   */
  of(db: Queryable, tenantId: TenantId): CountedTickets | undefined {
    const kept = this.#kept.get(tenantId);
    if (isDue(kept) && !this.#running.has(tenantId)) {
      const run = this.#count(db, tenantId)
        .catch(() => undefined)
        .finally(() => this.#running.delete(tenantId));
      this.#running.set(tenantId, run);
    }
    return kept?.counted;
  }

  /** Told by each list that used a count: how many tickets were written since. */
  noteWritten(tenantId: TenantId, written: number): void {
    const kept = this.#kept.get(tenantId);
    if (kept !== undefined) kept.written = written;
  }

  /** Resolves when no count of the tenant is under way. */
  async settled(tenantId: TenantId): Promise<void> {
    await this.#running.get(tenantId);
  }

  async #count(db: Queryable, tenantId: TenantId): Promise<void> {
    const counted = await countTickets(db, tenantId);
    const isKept =
      counted.cells.length <= MOST_CELLS &&
      counted.cells.reduce((sum, cell) => sum + cell.tickets, 0) >= this.#worthKeeping;
    this.#kept.delete(tenantId);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_TENANTS && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(tenantId, { counted: isKept ? counted : undefined, keptAtMs: performance.now(), written: 0 });
  }
}

function isDue(kept: Kept | undefined): boolean {
  if (kept === undefined) return true;
  const age = performance.now() - kept.keptAtMs;
  if (kept.counted === undefined) return age > GROWN_MS;
  return age > LONGEST_MS || (age > SHORTEST_MS && kept.written > MANY_WRITTEN);
}

// Two counts under one snapshot, since each can be read from an index of its own without a look at the table.
async function countTickets(db: Queryable, tenantId: TenantId): Promise<CountedTickets> {
  const [row] = await db.query<CountedTickets>(sql`
    SELECT pg_current_snapshot()::text AS snapshot, date_trunc('milliseconds', clock_timestamp()) AS at,
      (SELECT coalesce(json_agg(c), '[]') FROM (
        SELECT priority_id, board_id, assigned_to, is_closed, count(*) AS tickets FROM ticketwire.tickets
        WHERE tenant_id = ${tenantId} GROUP BY priority_id, board_id, assigned_to, is_closed) AS c) AS cells,
      (SELECT coalesce(json_agg(s), '[]') FROM (
        SELECT status_id, count(*) AS tickets FROM ticketwire.tickets
        WHERE tenant_id = ${tenantId} GROUP BY status_id) AS s) AS statuses`);
  if (row === undefined) throw new Error("A count answered no row.");
  return row;
}

const BY_CELL: ReadonlySet<string> = new Set([
  "priority_id",
  "priority_ids",
  "board_id",
  "assigned_to",
  "assigned_to_ids",
  "is_open",
  "is_closed",
]);
const BY_STATUS: ReadonlySet<string> = new Set(["status_id", "status_ids"]);

function isOneOf(id: string | null, wanted: string | undefined, list: readonly string[] | undefined): boolean {
  if (wanted !== undefined && wanted.toLowerCase() !== id) return false;
  return list === undefined || list.some((other) => other.toLowerCase() === id);
}

function passes(cell: Cell, filters: TicketFilters): boolean {
  const { is_open, is_closed } = filters;
  return (
    isOneOf(cell.priority_id, filters.priority_id, filters.priority_ids) &&
    isOneOf(cell.board_id, filters.board_id, undefined) &&
    isOneOf(cell.assigned_to, filters.assigned_to, filters.assigned_to_ids) &&
    (is_open === undefined || is_open !== cell.is_closed) &&
    (is_closed === undefined || is_closed === cell.is_closed)
  );
}

const sumOf = (cells: readonly { readonly tickets: number }[]): number =>
  cells.reduce((sum, { tickets }) => sum + tickets, 0);

/** Those that passed the filters then; undefined when it was not counted by them. Pure. */
export function countedBefore(counted: CountedTickets, filters: TicketFilters): CountedBefore | undefined {
  const names = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const { snapshot, at } = counted;
  if (names.every((name) => BY_CELL.has(name)))
    return { snapshot, at, tickets: sumOf(counted.cells.filter((cell) => passes(cell, filters))) };
  if (!names.every((name) => BY_STATUS.has(name))) return undefined;
  const { status_id, status_ids } = filters;
  return {
    snapshot,
    at,
    tickets: sumOf(counted.statuses.filter((cell) => isOneOf(cell.status_id, status_id, status_ids))),
  };
}
