// An app on a database of its own, and keys to call it with. In: resources and options. Out: the app and a way to call it.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { ApiScope, TenantId, UserId } from "@ticketwire/contract";
import type { KeyRateLimit } from "@ticketwire/engine/access/find-api-key";
import { createSender } from "@ticketwire/engine/attempt/sender";
import { followDatabaseClock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { makeSecretBox, makeTenant } from "@ticketwire/engine/testkit/builders";
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { LOOPBACK } from "@ticketwire/engine/testkit/sending";
import { scriptedLookup } from "@ticketwire/engine/testkit/webhook-desk";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { createApp } from "../app.ts";
import type { AppOptions } from "../app-options.ts";

export interface TestKey {
  readonly key: string;
  readonly apiKeyId: string;
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

export interface KeyWish {
  readonly tenantId?: TenantId;
  readonly scopes?: readonly ApiScope[];
  readonly rateLimit?: KeyRateLimit;
  readonly expiresAt?: Date;
  readonly isInstallationAdmin?: boolean;
}

/** Writes a key, with a tenant and a user of its own unless a tenant is given. */
export async function makeKey(db: Database, wish: KeyWish = {}): Promise<TestKey> {
  const tenantId = wish.tenantId ?? (await makeTenant(db));
  const userId = randomUUID() as UserId;
  const apiKeyId = randomUUID();
  const key = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(key).digest();
  const limit = wish.rateLimit === undefined ? null : JSON.stringify(wish.rateLimit);
  await db.engine.query(sql`
    INSERT INTO ticketwire.users (tenant_id, user_id, first_name, last_name, email, created_at, updated_at)
    VALUES (${tenantId}, ${userId}, 'Ada', 'Admin', 'ada@example.com', now(), now())`);
  await db.engine.query(sql`
    INSERT INTO ticketwire.api_keys (tenant_id, api_key_id, key_hash, key_hint, name, user_id, scopes, rate_limit, created_at, expires_at,
      is_installation_admin)
    VALUES (${tenantId}, ${apiKeyId}, ${hash}, ${key.slice(0, 4)}, 'Test', ${userId}, ${wish.scopes ?? ["admin"]}, ${limit},
      now(), ${wish.expiresAt ?? null}, ${wish.isInstallationAdmin ?? false})`);
  return { key, apiKeyId, tenantId, userId };
}

export interface TestApp extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly database: TestDatabase;
  readonly db: Database;
  /** An installation admin's key. */
  readonly admin: TestKey;
  /** Calls with the admin key unless headers say otherwise. */
  call(request: InjectOptions): Promise<LightMyRequestResponse>;
}

/** Builds an app over pools; the caller closes it. */
export function buildApp(db: Database, options: Partial<AppOptions> = {}): FastifyInstance {
  const sender = createSender({ policy: LOOPBACK, lookup: scriptedLookup });
  const app = createApp({
    database: db,
    clock: followDatabaseClock(db.engine),
    baseUrl: "http://127.0.0.1:4400",
    secretBox: makeSecretBox(),
    rateLimit: "off",
    version: "0.0.0",
    webhooks: { policy: LOOPBACK, lookup: scriptedLookup, sender, autoDisableAfterMs: 86_400_000 },
    ...options,
  });
  app.addHook("onClose", () => sender.close());
  return app;
}

/** An app, ready to be called, on a fresh database. */
export async function openTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const database = await openTestDatabase();
  const { db } = database;
  const admin = await makeKey(db, { isInstallationAdmin: true });
  const app = buildApp(db, options);
  await app.ready();
  return {
    app,
    database,
    db,
    admin,
    call: (request) => app.inject({ ...request, headers: { "x-api-key": admin.key, ...request.headers } }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await database[Symbol.asyncDispose]();
    },
  };
}
