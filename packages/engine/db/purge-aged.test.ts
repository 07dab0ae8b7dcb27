// What lies in no partition goes when it has aged out, what is younger or still needed stays.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { createApiKey } from "../access/api-keys.ts";
import { dropOrphanedBuckets, leaseTokens } from "../access/lease-tokens.ts";
import { fanOutEvents } from "../fanout/fan-out-events.ts";
import { publish } from "../outbox/publish.ts";
import { makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import type { Database } from "./database.ts";
import { purgeAged, type Purged } from "./purge-aged.ts";
import { fragment, sql } from "./sql.ts";
import { insertAuditEntry } from "./audit-log.ts";

const DAY_MS = 86_400_000;
const NOTHING: Purged = { webhooks: 0, jobs: 0, notices: 0, keys: 0, caught: 0, audit: 0 };
const now = new Date();
const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);

let testDatabase: TestDatabase;
let db: Database;
let tenantId: TenantId;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
});
afterAll(() => testDatabase[Symbol.asyncDispose]());
beforeEach(async () => {
  await purgeAged(db.engine, { now: new Date(now.getTime() + 1_000 * DAY_MS), retentionDays: 1 });
  tenantId = await makeTenant(db);
});

const purge = (): Promise<Purged> => purgeAged(db.engine, { now, retentionDays: 30 });

async function count(table: string): Promise<number> {
  const [row] = await db.engine.query<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM ticketwire.${fragment(table)} WHERE tenant_id = ${tenantId}`,
  );
  return row?.n ?? -1;
}

async function deleteAt(webhookId: WebhookId, at: Date): Promise<void> {
  await db.engine.query(sql`
    UPDATE ticketwire.webhooks SET deleted_at = ${at}, is_active = false WHERE webhook_id = ${webhookId}`);
}

async function makeJob(webhookId: WebhookId, finishedAt: Date | null): Promise<void> {
  await db.engine.query(sql`
    INSERT INTO ticketwire.recover_jobs (tenant_id, job_id, webhook_id, status, dry_run, request, created_at, finished_at)
    VALUES (${tenantId}, ${randomUUID()}, ${webhookId}, ${finishedAt === null ? "queued" : "done"}, false, '{}', ${daysAgo(90)},
      ${finishedAt})`);
}

test("a deleted webhook goes with its lane and its jobs, once it was gone for as long as history is kept", async () => {
  const [old, young, kept] = [
    await makeWebhook(db, { tenantId }),
    await makeWebhook(db, { tenantId }),
    await makeWebhook(db, { tenantId }),
  ];
  await deleteAt(old, daysAgo(31));
  await deleteAt(young, daysAgo(29));
  await makeJob(old, daysAgo(1));
  expect(await purge()).toEqual({ ...NOTHING, webhooks: 1 });
  const left = await db.engine.query<{ webhook_id: string }>(
    sql`SELECT webhook_id FROM ticketwire.webhooks WHERE tenant_id = ${tenantId} ORDER BY 1`,
  );
  expect(left.map((row) => row.webhook_id)).toEqual([young, kept].sort());
  expect([await count("lanes"), await count("lane_heads"), await count("recover_jobs")]).toEqual([2, 2, 0]);
});

test("a deleted webhook stays as long as one of its deliveries can be read", async () => {
  const webhookId = await makeWebhook(db, { tenantId });
  await db.engine.transaction((tx) => publish(tx.client, [{ type: "thing.happened", data: {} }], { tenantId }));
  await fanOutEvents(db.engine, { limit: 10, now });
  await deleteAt(webhookId, daysAgo(31));
  expect((await purge()).webhooks).toBe(0);
  // As retention does with the day of its event.
  await db.engine.query(sql`TRUNCATE ticketwire.deliveries`);
  expect((await purge()).webhooks).toBe(1);
});

test("jobs go when they were over for that long; one that runs stays", async () => {
  const webhookId = await makeWebhook(db, { tenantId });
  for (const finishedAt of [daysAgo(31), daysAgo(29), null]) await makeJob(webhookId, finishedAt);
  expect(await purge()).toEqual({ ...NOTHING, jobs: 1 });
});

test("notices go, sent or only kept; one that is still to be sent stays", async () => {
  const insert = (createdAt: Date, sentAt: Date | null, nextSendAt: Date | null) =>
    db.engine.query(sql`
      INSERT INTO ticketwire.notices (tenant_id, notice_id, kind, subject, body, created_at, sent_at, next_send_at)
      VALUES (${tenantId}, ${randomUUID()}, 'warning', 'x', 'x', ${createdAt}, ${sentAt}, ${nextSendAt})`);
  await insert(daysAgo(31), daysAgo(31), null);
  await insert(daysAgo(31), null, null);
  await insert(daysAgo(31), null, now);
  await insert(daysAgo(29), daysAgo(29), null);
  expect(await purge()).toEqual({ ...NOTHING, notices: 2 });
  expect(await count("notices")).toBe(2);
});

test("keys go that were revoked or had expired for that long, not before their sessions", async () => {
  const userId = randomUUID();
  await db.engine.query(sql`
    INSERT INTO ticketwire.users (tenant_id, user_id, first_name, last_name, email, created_at, updated_at)
    VALUES (${tenantId}, ${userId}, 'Ada', 'Admin', 'ada@example.com', now(), now())`);
  const make = async (revokedAt: Date | null, expiresAt: Date | null): Promise<string> => {
    const { entry } = await createApiKey(db.forTenant(tenantId), tenantId, {
      name: "x",
      userId,
      scopes: [],
      expiresAt,
    });
    await db.engine.query(
      sql`UPDATE ticketwire.api_keys SET revoked_at = ${revokedAt} WHERE api_key_id = ${entry.api_key_id}`,
    );
    return entry.api_key_id;
  };
  await make(daysAgo(31), null);
  const withSession = await make(null, daysAgo(31));
  for (const [revokedAt, expiresAt] of [
    [daysAgo(29), null],
    [null, daysAgo(29)],
    [null, null],
  ] as const)
    await make(revokedAt, expiresAt);
  await db.engine.query(sql`
    INSERT INTO ticketwire.sessions (tenant_id, session_id, token_hash, api_key_id, created_at, expires_at)
    VALUES (${tenantId}, ${randomUUID()}, '\\x00', ${withSession}, now(), now())`);
  expect(await purge()).toEqual({ ...NOTHING, keys: 1 });
  await db.engine.query(sql`DELETE FROM ticketwire.sessions WHERE tenant_id = ${tenantId}`);
  expect(await purge()).toEqual({ ...NOTHING, keys: 1 });
  expect(await count("api_keys")).toBe(3);
});

test("the bucket of a rate limit goes with its key or session", async () => {
  const limit = { burst: 10, perMinute: 10 };
  const userId = randomUUID();
  await db.engine.query(sql`
    INSERT INTO ticketwire.users (tenant_id, user_id, first_name, last_name, email, created_at, updated_at)
    VALUES (${tenantId}, ${userId}, 'Ada', 'Admin', 'ada@example.com', now(), now())`);
  const { entry } = await createApiKey(db.forTenant(tenantId), tenantId, { name: "x", userId, scopes: [] });
  for (const apiKeyId of [entry.api_key_id, randomUUID()])
    await leaseTokens(db.forTenant(tenantId), { tenantId, apiKeyId }, { limit, wanted: 1 });
  expect(await dropOrphanedBuckets(db.engine)).toBe(1);
  expect(await count("rate_buckets")).toBe(1);
});

test("what bins caught goes, the bins stay", async () => {
  const binId = randomUUID();
  await db.engine.query(sql`
    INSERT INTO ticketwire.request_bins (tenant_id, bin_id, token, name, response_status, response_body, response_delay_ms, created_at)
    VALUES (${tenantId}, ${binId}, ${binId}, 'x', 200, '', 0, ${daysAgo(90)})`);
  for (const days of [31, 29])
    await db.engine.query(sql`
      INSERT INTO ticketwire.bin_requests (tenant_id, bin_id, request_id, received_at, method, path, headers, body, is_truncated,
        response_status)
      VALUES (${tenantId}, ${binId}, ${randomUUID()}, ${daysAgo(days)}, 'POST', '/', '{}', '', false, 200)`);
  expect(await purge()).toEqual({ ...NOTHING, caught: 1 });
  expect([await count("request_bins"), await count("bin_requests")]).toEqual([1, 1]);
});

test("the audit log is kept for longer, and for as long as history at least", async () => {
  const actor = { type: "installation", id: null } as const;
  const entry = { tenantId, actor, action: "webhook.deleted", subjectType: "webhook", subjectId: randomUUID() };
  for (const days of [401, 399]) await insertAuditEntry(db.engine, { ...entry, now: daysAgo(days) });
  expect(await purgeAged(db.engine, { now, retentionDays: 500 })).toEqual(NOTHING);
  expect(await purge()).toEqual({ ...NOTHING, audit: 1 });
  expect(await purgeAged(db.engine, { now, retentionDays: 30, auditDays: 90 })).toEqual({ ...NOTHING, audit: 1 });
});

test("more than one statement takes goes all the same", async () => {
  await db.engine.query(sql`
    INSERT INTO ticketwire.notices (tenant_id, notice_id, kind, subject, body, created_at, sent_at)
    SELECT ${tenantId}, gen_random_uuid(), 'warning', 'x', 'x', ${daysAgo(31)}, ${daysAgo(31)} FROM generate_series(1, 2500)`);
  expect(await purge()).toEqual({ ...NOTHING, notices: 2500 });
});
