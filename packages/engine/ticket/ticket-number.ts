// Ticket numbers: unique in a tenant, given out by one counter row. While one statement is on its way to that row, further
// creates queue up and the next statement serves them all: the row is never held over a ticket's own commit.
// In: a tenant. Out: a number. A number whose ticket was refused is given to the next one.
import type { TenantId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface TicketNumbers {
  /** The next number of a tenant. */
  take(tenantId: TenantId): Promise<number>;
  /** Gives back a number that no ticket was written with. */
  giveBack(tenantId: TenantId, number: number): void;
}

interface Waiting {
  resolve(number: number): void;
  reject(error: unknown): void;
}

interface Queue {
  waiting: Waiting[];
  readonly returned: number[];
  isRunning: boolean;
}

/** Numbers that were given back and are kept, per tenant; beyond this they stay unused. */
const MOST_RETURNED = 100;

/**
 * Takes `count` numbers and answers the last of them. Relies on the row lock of the counter, held for this statement only.
 * Its commit does not wait for the disk: the log is written in order, so the commit of a ticket that carries the number
 * makes this one durable too; if neither gets there, the number was never seen.
 */
async function advanceCounter(db: Database, tenantId: TenantId, count: number): Promise<number> {
  const [row] = await db.forTenant(tenantId).query<{ last_number: number }>(sql`
    WITH relaxed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true) AS setting)
    INSERT INTO ticketwire.ticket_counters AS counter (tenant_id, last_number)
    SELECT ${tenantId}::uuid, 1000 + ${count}::bigint FROM relaxed WHERE setting = 'off'
    ON CONFLICT (tenant_id) DO UPDATE SET last_number = counter.last_number + ${count}::bigint
    RETURNING last_number`);
  if (row === undefined) throw new Error(`The ticket counter of tenant ${tenantId} answered no row.`);
  return row.last_number;
}

async function serve(db: Database, tenantId: TenantId, queue: Queue): Promise<void> {
  queue.isRunning = true;
  while (queue.waiting.length > 0) {
    const batch = queue.waiting;
    queue.waiting = [];
    try {
      const last = await advanceCounter(db, tenantId, batch.length);
      batch.forEach((waiting, index) => waiting.resolve(last - batch.length + 1 + index));
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }
  queue.isRunning = false;
}

/** Makes the numbers of one process. Several processes share the counter rows. */
export function openTicketNumbers(db: Database): TicketNumbers {
  const queues = new Map<TenantId, Queue>();
  function queueOf(tenantId: TenantId): Queue {
    let queue = queues.get(tenantId);
    if (queue === undefined) queues.set(tenantId, (queue = { waiting: [], returned: [], isRunning: false }));
    return queue;
  }
  return {
    take(tenantId) {
      const queue = queueOf(tenantId);
      const returned = queue.returned.pop();
      if (returned !== undefined) return Promise.resolve(returned);
      return new Promise((resolve, reject) => {
        queue.waiting.push({ resolve, reject });
        if (!queue.isRunning) void serve(db, tenantId, queue);
      });
    },
    giveBack(tenantId, number) {
      const { returned } = queueOf(tenantId);
      if (returned.length < MOST_RETURNED) returned.push(number);
    },
  };
}
