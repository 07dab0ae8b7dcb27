// A tenant that is ready for tickets, on a database of a test file's own. In: nothing. Out: the stage, who acts, and the ids
// of what tickets refer to.
import type { EventData, Envelope, TenantId, TicketPayload } from "@ticketwire/contract";
import { type CreatedTenant, createTenant } from "../tenant/create-tenant.ts";
import { changeTicket } from "../ticket/change-ticket.ts";
import { createTicket } from "../ticket/create-ticket.ts";
import type { TicketChange, TicketDraft } from "../ticket/fields.ts";
import type { ChangeOutcome } from "../ticket/outcome.ts";
import type { Actor, TicketStage } from "../ticket/stage.ts";
import { openTicketStage } from "../ticket/stage.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface TicketDesk {
  readonly db: Database;
  readonly stage: TicketStage;
  readonly tenantId: TenantId;
  readonly tenant: CreatedTenant;
  /** The tenant's admin. */
  readonly actor: Actor;
  /** By name: `Open`, `Closed`, … */
  readonly statuses: Readonly<Record<string, string>>;
  readonly priorities: Readonly<Record<string, string>>;
  readonly categories: Readonly<Record<string, string>>;
  /** The admin first, then a technician. */
  readonly users: readonly [string, string];
  readonly contacts: readonly [string, string];
  readonly teamId: string;
  readonly boardId: string;
  readonly clientId: string;
  /** How often the stage told of a commit. */
  readonly commits: () => number;
  /** Makes a ticket; throws when it is refused. Whatever is written afterwards is later by a millisecond at least. */
  make(draft?: Partial<TicketDraft>): Promise<TicketPayload>;
  change(ticketId: string, change: TicketChange): Promise<ChangeOutcome>;
  /** Envelopes of a ticket in the order they happened, or of the whole tenant. */
  events(ticketId?: string): Promise<readonly Envelope<EventData>[]>;
}

async function namesOf(
  db: Database,
  tenantId: TenantId,
  query: { table: string; id: string; name: string },
): Promise<Record<string, string>> {
  const rows = await db.forTenant(tenantId).query<{ id: string; name: string }>({
    text: `SELECT ${query.id} AS id, ${query.name} AS name FROM ticketwire.${query.table} WHERE tenant_id = $1 ORDER BY ${query.id}`,
    values: [tenantId],
    name: "",
  });
  return Object.fromEntries(rows.map((row) => [row.name, row.id]));
}

async function readEvents(
  db: Database,
  tenantId: TenantId,
  ticketId?: string,
): Promise<readonly Envelope<EventData>[]> {
  const rows = await db.forTenant(tenantId).query<{ body: string }>(sql`
    SELECT body FROM ticketwire.events
    WHERE tenant_id = ${tenantId} AND (${ticketId}::uuid IS NULL OR subject_id = ${ticketId}::uuid) ORDER BY occurred_at, event_id`);
  return rows.map((row) => JSON.parse(row.body) as Envelope<EventData>);
}

/** Waits until the database's clock is past a time, by a millisecond at least: what is written then can be told apart by time. */
export async function untilLater(db: Database, tenantId: TenantId, time: string): Promise<void> {
  for (;;) {
    const [row] = await db
      .forTenant(tenantId)
      .query<{ isLater: boolean }>(
        sql`SELECT date_trunc('milliseconds', clock_timestamp()) > ${time}::timestamptz AS "isLater"`,
      );
    if (row?.isLater === true) return;
  }
}

function firstTwo(ids: Readonly<Record<string, string>>): readonly [string, string] {
  const [first = "", second = ""] = Object.values(ids);
  return [first, second];
}

/** Makes a tenant with everything tickets refer to. */
export async function openTicketDesk(db: Database, name = "Test desk"): Promise<TicketDesk> {
  const tenant = await createTenant(db, { name, withPeople: true });
  const tenantId = tenant.tenant.tenant_id;
  let commits = 0;
  const stage = openTicketStage({ db, baseUrl: "https://desk.test", onCommitted: () => commits++ });
  const actor = { tenantId, userId: tenant.adminUserId };
  const [team = ""] = Object.values(await namesOf(db, tenantId, { table: "teams", id: "team_id", name: "team_name" }));
  return {
    db,
    stage,
    tenantId,
    tenant,
    actor,
    statuses: await namesOf(db, tenantId, { table: "statuses", id: "status_id", name: "name" }),
    priorities: await namesOf(db, tenantId, { table: "priorities", id: "priority_id", name: "priority_name" }),
    categories: await namesOf(db, tenantId, { table: "categories", id: "category_id", name: "category_name" }),
    users: firstTwo(await namesOf(db, tenantId, { table: "users", id: "user_id", name: "email" })),
    contacts: firstTwo(await namesOf(db, tenantId, { table: "contacts", id: "contact_name_id", name: "full_name" })),
    teamId: team,
    boardId: tenant.tenant.default_board_id ?? "",
    clientId: tenant.tenant.default_client_id ?? "",
    commits: () => commits,
    async make(draft = {}) {
      const outcome = await createTicket(stage, actor, { draft: { title: "Printer on fire", ...draft } });
      if (outcome.kind !== "created") throw new Error(JSON.stringify(outcome.findings));
      await untilLater(db, tenantId, outcome.ticket.updated_at);
      return outcome.ticket;
    },
    change: (ticketId, change) => changeTicket(stage, actor, { ticketId, change }),
    events: (ticketId) => readEvents(db, tenantId, ticketId),
  };
}
