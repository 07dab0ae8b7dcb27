// How many tickets a large tenant has, without counting a million of them for every first page. Tickets are never deleted and
// never change when they were made, so what was counted through a moment that has settled stays true; only what came since is
// counted anew. In: a tenant. Out: such a count, or undefined where counting all is cheap.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** Tickets made through a moment. */
export interface SettledTotal {
  readonly count: number;
  readonly through: Date;
}

/** Below this many all are counted each time, which takes a few milliseconds. */
const WORTH_KEEPING = 20_000;

/** Counted anew after this: a clock that was set back costs a wrong total for so long, at most. */
const KEPT_MS = 600_000;

/** Tenants kept; beyond this the one that was counted first goes. */
const MOST_TENANTS = 500;

interface Kept {
  readonly total: SettledTotal | undefined;
  readonly untilMs: number;
}

/** Counts of the tenants that this process was asked for. */
export class TicketTotals {
  readonly #kept = new Map<TenantId, Kept>();
  readonly #worthKeeping: number;

  /** @param worthKeeping Tickets from which on a count is kept. */
  constructor(worthKeeping = WORTH_KEEPING) {
    this.#worthKeeping = worthKeeping;
  }

  /** What can be relied on of a tenant's count. A small tenant is looked at again when it may have grown. */
  async of(db: Queryable, tenantId: TenantId): Promise<SettledTotal | undefined> {
    const kept = this.#kept.get(tenantId);
    if (kept !== undefined && performance.now() < kept.untilMs) return kept.total;
    const counted = await countSettled(db, tenantId);
    const total = counted.count < this.#worthKeeping ? undefined : counted;
    this.#kept.delete(tenantId);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_TENANTS && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(tenantId, { total, untilMs: performance.now() + KEPT_MS });
    return total;
  }
}

// What carries a moment of more than 60 s ago was committed by now (list-statement.ts).
async function countSettled(db: Queryable, tenantId: TenantId): Promise<SettledTotal> {
  const [row] = await db.query<SettledTotal>(sql`
    SELECT count(t.ticket_id) AS count, settled.through
    FROM (SELECT date_trunc('milliseconds', clock_timestamp() - interval '60 seconds') AS through) AS settled
    LEFT JOIN ticketwire.tickets AS t ON t.tenant_id = ${tenantId} AND t.entered_at <= settled.through
    GROUP BY settled.through`);
  return row ?? { count: 0, through: new Date(0) };
}
