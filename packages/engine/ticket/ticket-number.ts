// Where a create begins: its number, and with the same statement the tenant's defaults and the clock. Numbers are unique in a
// tenant and given out by one counter row; concurrent creates share a statement (gather.ts), and the row is never held over a
// ticket's own commit. A number whose ticket was refused is given to another one.
import type { TenantId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { MOMENT_COLUMNS, type MomentRow } from "./found-row.ts";
import { Gatherer } from "./gather.ts";

/** What every create of a tenant starts from. */
export interface CreateStart extends MomentRow {
  readonly default_board_id: string | null;
  readonly default_client_id: string | null;
  readonly default_priority_id: string | null;
}

export interface NumberedStart {
  readonly number: number;
  readonly start: CreateStart;
}

export interface TicketNumbers {
  /** The next number of a tenant, and what a create starts from. Undefined: there is no such tenant. */
  take(tenantId: TenantId): Promise<NumberedStart | undefined>;
  /** Gives back a number that no ticket was written with. */
  giveBack(tenantId: TenantId, number: number): void;
}

/** Numbers that were given back and are kept, per tenant; beyond this they stay unused. */
const MOST_RETURNED = 100;

type CounterRow = CreateStart & { readonly last_number: number };

/**
 * Takes `count` numbers and answers the last of them. Relies on the row lock of the counter, held for this statement only.
 * Its commit does not wait for the disk: the log is written in order, so the commit of a ticket that carries the number
 * makes this one durable too; if neither gets there, the number was never seen.
 */
async function advanceCounter(db: Database, tenantId: TenantId, count: number): Promise<CounterRow | undefined> {
  const [row] = await db.forTenant(tenantId).query<CounterRow>(sql`
    WITH relaxed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true) AS setting), advanced AS (
      INSERT INTO ticketwire.ticket_counters AS counter (tenant_id, last_number)
      SELECT n.tenant_id, 1000 + ${count}::bigint FROM relaxed, ticketwire.tenants AS n WHERE setting = 'off' AND n.tenant_id = ${tenantId}
      ON CONFLICT (tenant_id) DO UPDATE SET last_number = counter.last_number + ${count}::bigint
      RETURNING tenant_id, last_number
    )
    SELECT advanced.last_number, n.default_board_id, n.default_client_id, n.default_priority_id, ${MOMENT_COLUMNS}
    FROM advanced JOIN ticketwire.tenants AS n ON n.tenant_id = advanced.tenant_id`);
  return row;
}

/** Makes the numbers of one process. Several processes share the counter rows. */
export function openTicketNumbers(db: Database): TicketNumbers {
  const returned = new Map<TenantId, number[]>();

  async function serve(tenantId: TenantId, askers: readonly null[]): Promise<readonly (NumberedStart | undefined)[]> {
    const numbers = returned.get(tenantId)?.splice(0, askers.length) ?? [];
    const missing = askers.length - numbers.length;
    const start = await advanceCounter(db, tenantId, missing).catch((error: unknown) => {
      for (const number of numbers) giveBack(tenantId, number);
      throw error;
    });
    if (start === undefined) return askers.map(() => undefined);
    for (let index = 1; index <= missing; index++) numbers.push(start.last_number - missing + index);
    return numbers.map((number) => ({ number, start }));
  }

  function giveBack(tenantId: TenantId, number: number): void {
    const kept = returned.get(tenantId) ?? [];
    returned.set(tenantId, kept);
    if (kept.length < MOST_RETURNED) kept.push(number);
  }

  const gatherer = new Gatherer(serve);
  return { take: (tenantId) => gatherer.ask(tenantId, null), giveBack };
}
