// A new tenant has all that a first ticket needs, or is not there at all; its key is found by hash and shown once.
import { API_SCOPES } from "@ticketwire/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey, hashApiKey, listApiKeys, revokeApiKey } from "../access/api-keys.ts";
import { findApiKey } from "../access/find-api-key.ts";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { createTicket } from "../ticket/create-ticket.ts";
import { openTicketStage } from "../ticket/stage.ts";
import { createTenant } from "./create-tenant.ts";
import { findUnknownDefaults, listTenants, readTenant, updateTenant } from "./tenants.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

const ALL = { limit: 100, offset: 0, after: null };

test("it takes a ticket at once, and its key is the admin's", async () => {
  const { db } = database;
  const made = await createTenant(db, { name: "Acme" });
  const tenantId = made.tenant.tenant_id;
  expect(Buffer.from(made.apiKey, "base64url")).toHaveLength(32);
  expect(await findApiKey(db.engine, hashApiKey(made.apiKey))).toMatchObject({
    tenantId,
    userId: made.adminUserId,
    scopes: [...API_SCOPES],
    isInstallationAdmin: false,
  });
  const stage = openTicketStage({ db, baseUrl: "https://acme.test/" });
  const outcome = await createTicket(stage, { tenantId, userId: made.adminUserId }, { draft: { title: "First" } });
  expect(outcome).toMatchObject({
    kind: "created",
    ticket: { ticket_number: "TKT-1001", client_name: "Acme", status_name: "Open" },
  });
});

test("a key of the operator's own is taken, one that is too short is refused and leaves no tenant behind", async () => {
  const { db } = database;
  const apiKey = "an-operator-chose-this-key-0123456789";
  const made = await createTenant(db, { name: "Chosen", apiKey, isInstallationAdmin: true });
  expect(made.apiKey).toBe(apiKey);
  expect(await findApiKey(db.engine, hashApiKey(apiKey))).toMatchObject({ isInstallationAdmin: true });
  const before = await listTenants(db.engine, ALL);
  await expect(createTenant(db, { name: "Broken", apiKey: "short" })).rejects.toThrow(/32 to 128/);
  expect(await listTenants(db.engine, ALL)).toEqual(before);
});

test("no row holds a key in clear", async () => {
  const { db } = database;
  const { apiKey } = await createTenant(db, { name: "Discreet" });
  const rows = await db.engine.query<{ row: string }>(sql`SELECT k::text AS row FROM ticketwire.api_keys AS k`);
  expect(rows.some(({ row }) => row.includes(apiKey) || row.includes(Buffer.from(apiKey).toString("hex")))).toBe(false);
});

test("a revoked key is not found any more, a listed one shows its end only", async () => {
  const { db } = database;
  const { tenant, adminUserId } = await createTenant(db, { name: "Keys" });
  const tenantId = tenant.tenant_id;
  const own = db.forTenant(tenantId);
  const key = await createApiKey(own, tenantId, { name: "Second", userId: adminUserId, scopes: ["tickets:read"] });
  expect(key.entry.key_hint).toBe(`…${key.secret.slice(-4)}`);
  expect(await revokeApiKey(own, tenantId, key.entry.api_key_id)).toBe(true);
  expect(await findApiKey(db.engine, hashApiKey(key.secret))).toBeUndefined();
  const { rows, total } = await listApiKeys(own, tenantId, ALL);
  expect(total).toBe(2);
  expect(rows.map((row) => [row.name, row.revoked_at === null])).toEqual([
    ["Admin key", true],
    ["Second", false],
  ]);
  const { tenant: other } = await createTenant(db, { name: "Elsewhere" });
  expect(await revokeApiKey(db.forTenant(other.tenant_id), other.tenant_id, rows[0]?.api_key_id ?? "")).toBe(false);
});

test("defaults are changed to rows of the tenant only", async () => {
  const { db } = database;
  const first = await createTenant(db, { name: "One" });
  const second = await createTenant(db, { name: "Two" });
  const tenantId = first.tenant.tenant_id;
  const change = {
    default_client_id: second.tenant.default_client_id ?? "",
    default_board_id: first.tenant.default_board_id ?? "",
  };
  expect(await findUnknownDefaults(db.forTenant(tenantId), tenantId, change)).toEqual(["default_client_id"]);
  expect(await updateTenant(db.forTenant(tenantId), tenantId, { name: "Uno" })).toEqual({
    ...first.tenant,
    name: "Uno",
  });
  expect(await readTenant(db.forTenant(tenantId), second.tenant.tenant_id)).toBeUndefined();
  expect(await listTenants(db.forTenant(tenantId), ALL)).toMatchObject({ total: 1, rows: [{ name: "Uno" }] });
});
