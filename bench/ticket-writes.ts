// What the ticket stage costs by itself, without HTTP: creates, changes and comments at 20 writers on a real embedded PostgreSQL.
// Prints writes per second, percentiles, and CPU of this process and of PostgreSQL per write, which says more than the rate on
// a machine that others use too.
import { analyzeGrown } from "@ticketwire/engine/db/analyze-grown";
import { createTenant } from "@ticketwire/engine/tenant/create-tenant";
import { addComment } from "@ticketwire/engine/ticket/add-comment";
import { changeTicket } from "@ticketwire/engine/ticket/change-ticket";
import { createTicket } from "@ticketwire/engine/ticket/create-ticket";
import { openTicketStage } from "@ticketwire/engine/ticket/stage";
import { STATUSES } from "@ticketwire/engine/ticket/reference/kinds";
import { listReferences } from "@ticketwire/engine/ticket/reference/statements";
import { cpuSecondsOf } from "./cpu.ts";
import { type Bench, openBench } from "./harness.ts";
import { showPercentiles } from "./percentiles.ts";

const WRITERS = 20;
const SECONDS = 5;
const WARM_SECONDS = 2;
const TICKETS = 2_000;

/** One write; `count` is another number each time. */
type Write = (count: number) => Promise<{ readonly kind: string }>;

/** Every write must land: a refused one is a fault of the measurement. */
const LANDED: ReadonlySet<string> = new Set(["created", "changed", "added"]);

async function hammer(seconds: number, write: Write): Promise<number[]> {
  const took: number[] = [];
  const endsAt = performance.now() + seconds * 1000;
  const writer = async (): Promise<void> => {
    while (performance.now() < endsAt) {
      const startedAt = performance.now();
      const { kind } = await write(counter++);
      if (!LANDED.has(kind)) throw new Error(`a write was ${kind}`);
      took.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return took;
}

let counter = 0;

async function report(bench: Bench, name: string, write: Write): Promise<void> {
  await hammer(WARM_SECONDS, write);
  // As the leader does every two seconds: plans of a table that was empty a moment ago cost three times as much.
  await analyzeGrown(bench.db.engine);
  const before = { own: process.cpuUsage(), postgres: cpuSecondsOf(bench.postgresPid) };
  const took = await hammer(SECONDS, write);
  const own = process.cpuUsage(before.own);
  const perWrite = (microseconds: number): string => `${Math.round(microseconds / took.length)} µs`;
  const postgres = (cpuSecondsOf(bench.postgresPid) - before.postgres) * 1e6;
  console.log(
    `ticket stage, ${name}, ${WRITERS} writers: ${Math.round(took.length / SECONDS)}/s, ${showPercentiles(took, "ms")}, ` +
      `CPU per write ${perWrite(own.user + own.system)} here, ${perWrite(postgres)} PostgreSQL`,
  );
}

/** Measures the stage: a create, then changes of 2,000 tickets in turn, then comments. */
export async function measureTicketStage(): Promise<void> {
  await using bench = await openBench();
  const { tenant, adminUserId: userId } = await createTenant(bench.db, { name: "Bench" });
  const tenantId = tenant.tenant_id;
  const stage = openTicketStage({ db: bench.db, baseUrl: "http://127.0.0.1:4400" });
  const actor = { tenantId, userId };
  const place = { kind: STATUSES, tenantId };
  const statuses = await listReferences(bench.db.forTenant(tenantId), place, {
    limit: 5,
    offset: 0,
    after: null,
    filters: {},
  });
  const ids: string[] = [];
  const create: Write = async (count) => {
    const outcome = await createTicket(stage, actor, {
      draft: { title: `Printer on fire ${count}`, tags: ["printer"] },
    });
    if (outcome.kind === "created" && ids.length < TICKETS) ids.push(outcome.ticket.ticket_id);
    return outcome;
  };
  const idOf = (count: number): string => ids[count % ids.length] ?? "";
  await report(bench, "create", create);
  await report(bench, "title", (count) =>
    changeTicket(stage, actor, { ticketId: idOf(count), change: { title: `Changed ${count}` } }),
  );
  await report(bench, "assignment", (count) => {
    const assigned_to = Math.floor(count / ids.length) % 2 === 0 ? userId : null;
    return changeTicket(stage, actor, { ticketId: idOf(count), change: { assigned_to, title: `Assigned ${count}` } });
  });
  await report(bench, "status", (count) => {
    const status = statuses.rows[Math.floor(count / ids.length) % statuses.rows.length];
    const status_id = String(status?.["status_id"]);
    return changeTicket(stage, actor, { ticketId: idOf(count), change: { status_id, title: `Moved ${count}` } });
  });
  await report(bench, "comment", (count) =>
    addComment(stage, actor, { ticketId: idOf(count), text: `Any news? ${count}` }),
  );
}
