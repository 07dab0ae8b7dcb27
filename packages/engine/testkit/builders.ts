// Rows for stage tests, as the stages before would have left them. In: a database. Out: ids.
import { randomBytes, randomUUID } from "node:crypto";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { openSecretBox, placeOfSecret, type SecretBox } from "../webhook/secret-box.ts";

export const TEST_SECRET = "test-signing-secret";

/** A secret box with a key of its own. */
export function makeSecretBox(): SecretBox {
  return openSecretBox(randomBytes(32));
}

export async function makeTenant(db: Database, name = "Test tenant"): Promise<TenantId> {
  const tenantId = randomUUID() as TenantId;
  await db.engine.query(
    sql`INSERT INTO ticketwire.tenants (tenant_id, name, created_at) VALUES (${tenantId}, ${name}, now())`,
  );
  return tenantId;
}

export interface WebhookWish {
  readonly tenantId: TenantId;
  readonly url?: string;
  readonly eventTypes?: readonly string[];
  readonly filter?: object | null;
  readonly ordering?: "none" | "ticket";
  readonly maxConcurrency?: number;
  readonly retrySchedule?: readonly number[];
  readonly timeoutMs?: number;
  readonly rateLimit?: object | null;
  readonly isActive?: boolean;
  readonly verifySsl?: boolean;
  readonly box?: SecretBox;
}

/** A webhook with its lane, signing with TEST_SECRET when a box is given. */
export async function makeWebhook(db: Database, wish: WebhookWish): Promise<WebhookId> {
  const webhookId = randomUUID() as WebhookId;
  const { tenantId } = wish;
  const url = wish.url ?? "http://127.0.0.1:9/";
  const isActive = wish.isActive ?? true;
  const place = placeOfSecret({ tenantId, webhookId }, "signing_secret");
  const secret = wish.box ? wish.box.seal(TEST_SECRET, place) : Buffer.alloc(0);
  await db.engine.transaction(async (tx) => {
    await tx.query(sql`
      INSERT INTO ticketwire.webhooks (tenant_id, webhook_id, name, url, event_types, is_active, verify_ssl, event_filter,
        max_concurrency, timeout_ms, ordering, retry_schedule, rate_limit, signing_secret, created_at, updated_at)
      VALUES (${tenantId}, ${webhookId}, 'Test', ${url}, ${wish.eventTypes ?? ["thing.happened"]}, ${isActive}, ${wish.verifySsl ?? true},
        ${wish.filter ?? null}, ${wish.maxConcurrency ?? 10}, ${wish.timeoutMs ?? 10_000}, ${wish.ordering ?? "none"},
        ${wish.retrySchedule ?? [60, 300]}, ${wish.rateLimit ?? null}, ${secret}, now(), now())`);
    await tx.query(sql`
      INSERT INTO ticketwire.lane_heads (tenant_id, webhook_id, paused) VALUES (${tenantId}, ${webhookId}, ${!isActive})`);
    await tx.query(sql`
      INSERT INTO ticketwire.lanes (tenant_id, webhook_id, origin, open_day)
      VALUES (${tenantId}, ${webhookId}, ${new URL(url).origin}, (now() AT TIME ZONE 'UTC')::date)`);
  });
  return webhookId;
}
