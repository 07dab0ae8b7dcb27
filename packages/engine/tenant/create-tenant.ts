// A new tenant, ready for its first ticket: board, statuses, priorities, client, categories, team, an admin and that admin's
// key, all in one transaction. Used by the first start and by POST /tenants. In: a name. Out: the ids and, once, the key.
import { API_SCOPES, type TenantId } from "@ticketwire/contract";
import { createApiKey } from "../access/api-keys.ts";
import type { Database, Transaction } from "../db/database.ts";
import { EngineError } from "../db/errors.ts";
import { sql } from "../db/sql.ts";
import { uuidOf } from "../db/uuid.ts";
import {
  BOARDS,
  CATEGORIES,
  CLIENTS,
  CONTACTS,
  PRIORITIES,
  type ReferenceKind,
  STATUSES,
  TEAMS,
  USERS,
  type UserFields,
} from "../ticket/reference/kinds.ts";
import { insertReference } from "../ticket/reference/statements.ts";
import { type TenantRecord, updateTenant } from "./tenants.ts";

export interface NewTenant {
  readonly name: string;
  /** Default: "Tenant Admin", admin@localhost. Mails about webhooks go to the user who made them. */
  readonly admin?: Pick<UserFields, "first_name" | "last_name" | "email">;
  /** The admin's key, chosen by the operator; default: a new random one. */
  readonly apiKey?: string;
  /** May the key make further tenants? Default false. */
  readonly isInstallationAdmin?: boolean;
  /** Adds a technician and two contacts, to try things out with. Default false. */
  readonly withPeople?: boolean;
  /** The id to create under; default: a new one. */
  readonly tenantId?: string;
}

export interface CreatedTenant {
  readonly tenant: TenantRecord;
  readonly adminUserId: string;
  readonly apiKeyId: string;
  /** Shown once. */
  readonly apiKey: string;
}

const ADMIN = { first_name: "Tenant", last_name: "Admin", email: "admin@localhost" } as const;

const STATUS_NAMES = ["Open", "In Progress", "Waiting", "Resolved", "Closed"] as const;
const CLOSED_NAMES: ReadonlySet<string> = new Set(["Resolved", "Closed"]);

const PRIORITY_NAMES = ["Low", "Medium", "High", "Urgent"] as const;
const DEFAULT_PRIORITY = "Medium";

const CATEGORY_NAMES = {
  Hardware: ["Computer", "Printer"],
  Software: ["Email", "Business application"],
  Network: ["Internet", "VPN"],
} as const;

/** Inserts rows of one tenant; ids of one moment sort as they are made, so lists show the rows in this order. */
class TenantWriter {
  readonly #tx: Transaction;
  readonly #tenantId: TenantId;
  readonly #moment: number;

  constructor(tx: Transaction, tenantId: TenantId, momentMs: number) {
    this.#tx = tx;
    this.#tenantId = tenantId;
    this.#moment = momentMs;
  }

  async add<Fields extends object>(kind: ReferenceKind<Fields>, fields: Fields): Promise<string> {
    const id = uuidOf(this.#moment);
    await insertReference(this.#tx, { kind, tenantId: this.#tenantId }, { id, fields });
    return id;
  }
}

async function addBoard(tx: Transaction, writer: TenantWriter, tenantId: TenantId): Promise<string> {
  const boardId = await writer.add(BOARDS, { board_name: "Support", default_status_id: null });
  const statusIds: string[] = [];
  for (const [index, name] of STATUS_NAMES.entries()) {
    const fields = { name, board_id: boardId, is_closed: CLOSED_NAMES.has(name), order_number: index + 1 };
    statusIds.push(await writer.add(STATUSES, fields));
  }
  await tx.query(sql`
    UPDATE ticketwire.boards SET default_status_id = ${statusIds[0]} WHERE tenant_id = ${tenantId} AND board_id = ${boardId}`);
  return boardId;
}

async function addPriorities(writer: TenantWriter): Promise<string | undefined> {
  const ids = new Map<string, string>();
  for (const [index, name] of PRIORITY_NAMES.entries())
    ids.set(name, await writer.add(PRIORITIES, { priority_name: name, order_number: index + 1 }));
  return ids.get(DEFAULT_PRIORITY);
}

async function addCategories(writer: TenantWriter): Promise<void> {
  for (const [category, subcategories] of Object.entries(CATEGORY_NAMES)) {
    const parent = await writer.add(CATEGORIES, { category_name: category, parent_category_id: null, board_id: null });
    for (const name of subcategories)
      await writer.add(CATEGORIES, { category_name: name, parent_category_id: parent, board_id: null });
  }
}

async function addPeople(writer: TenantWriter, clientId: string): Promise<void> {
  await writer.add(USERS, { first_name: "Terry", last_name: "Technician", email: "terry@localhost", is_active: true });
  await writer.add(CONTACTS, { full_name: "Casey Client", email: "casey@localhost", client_id: clientId });
  await writer.add(CONTACTS, { full_name: "Robin Reception", email: "robin@localhost", client_id: clientId });
}

async function fill(
  tx: Transaction,
  tenantId: TenantId,
  wish: NewTenant & { readonly nowMs: number },
): Promise<CreatedTenant> {
  const writer = new TenantWriter(tx, tenantId, wish.nowMs);
  const adminUserId = await writer.add(USERS, { ...(wish.admin ?? ADMIN), is_active: true });
  const boardId = await addBoard(tx, writer, tenantId);
  const priorityId = await addPriorities(writer);
  const clientId = await writer.add(CLIENTS, { client_name: wish.name });
  await addCategories(writer);
  await writer.add(TEAMS, { team_name: "Service desk" });
  if (wish.withPeople ?? false) await addPeople(writer, clientId);
  const key = await createApiKey(tx, tenantId, {
    name: "Admin key",
    userId: adminUserId,
    scopes: API_SCOPES,
    isInstallationAdmin: wish.isInstallationAdmin ?? false,
    ...(wish.apiKey === undefined ? {} : { secret: wish.apiKey }),
  });
  const tenant = await updateTenant(tx, tenantId, {
    default_board_id: boardId,
    default_client_id: clientId,
    ...(priorityId === undefined ? {} : { default_priority_id: priorityId }),
  });
  if (tenant === undefined) throw new EngineError("no_row", `Tenant ${tenantId} was not stored.`);
  return { tenant, adminUserId, apiKeyId: key.entry.api_key_id, apiKey: key.secret };
}

/** Makes a tenant with everything a first ticket needs. */
export async function createTenant(db: Database, wish: NewTenant): Promise<CreatedTenant> {
  return db.engine.transaction(async (tx) => {
    const tenantId = (wish.tenantId ?? uuidOf(Date.now())) as TenantId;
    const [row] = await tx.query<{ readonly now_ms: number }>(sql`
      INSERT INTO ticketwire.tenants (tenant_id, name, created_at)
      VALUES (${tenantId}, ${wish.name}, date_trunc('milliseconds', clock_timestamp()))
      RETURNING extract(epoch FROM created_at)::float8 * 1000 AS now_ms`);
    await tx.query(sql`INSERT INTO ticketwire.ticket_counters (tenant_id) VALUES (${tenantId})`);
    return fill(tx, tenantId, { ...wish, nowMs: row?.now_ms ?? Date.now() });
  });
}
