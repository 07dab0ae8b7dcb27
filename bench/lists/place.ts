// Where the lists are measured: a real embedded PostgreSQL in a folder that is kept between runs, since filling it takes
// minutes, with one tenant and its webhooks. In: a folder. Out: the database, the tenant, and the key that calls the API.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { type Database, openDatabase } from "@ticketwire/engine/db/database";
import { migrate } from "@ticketwire/engine/db/migrate";
import { maintainPartitions } from "@ticketwire/engine/db/partitions";
import { sql } from "@ticketwire/engine/db/sql";
import { createTenant } from "@ticketwire/engine/tenant/create-tenant";
import { makeWebhook } from "@ticketwire/engine/testkit/builders";
import { openSecretBox, type SecretBox } from "@ticketwire/engine/webhook/secret-box";
import { startEmbeddedPostgres } from "@ticketwire/server/embedded/embedded-postgres";

export const KEY = "bench-lists-api-key-0123456789abcdefghijkl";

/** Days that deliveries are spread over: the default retention. */
export const DAYS = 30;

const DAY_MS = 86_400_000;

/** A day of deliveries is written by one statement. */
const LONGEST_STATEMENT_MS = 600_000;

/** The first takes half of all deliveries, the others a tenth each. */
const WEBHOOKS = 6;

const quiet = { info: () => undefined, warn: console.error, error: console.error };

export interface Place extends AsyncDisposable {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly box: SecretBox;
  readonly tenantId: TenantId;
  /** The one with most deliveries first. */
  readonly webhookIds: readonly WebhookId[];
}

async function findTenant(db: Database): Promise<TenantId> {
  const [known] = await db.engine.query<{ tenant_id: TenantId }>(sql`SELECT tenant_id FROM ticketwire.tenants LIMIT 1`);
  if (known) return known.tenant_id;
  const made = await createTenant(db, { name: "Lists", apiKey: KEY, isInstallationAdmin: true });
  return made.tenant.tenant_id;
}

async function findWebhooks(db: Database, tenantId: TenantId, box: SecretBox): Promise<WebhookId[]> {
  const known = await db.engine.query<{ webhook_id: WebhookId }>(
    sql`SELECT webhook_id FROM ticketwire.webhooks ORDER BY created_at, webhook_id`,
  );
  const ids = known.map((row) => row.webhook_id);
  for (let count = ids.length; count < WEBHOOKS; count++)
    ids.push(await makeWebhook(db, { tenantId, box, eventTypes: ["ticket.created", "ticket.updated"] }));
  return ids;
}

/** The days of the deliveries, oldest first, up to yesterday. */
export function listDays(): readonly Date[] {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return Array.from({ length: DAYS }, (_, index) => new Date(today - (DAYS - index) * DAY_MS));
}

/** Opens the place; dispose it at the end. What is in the folder stays. */
export async function openPlace(dataDir: string): Promise<Place> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
  const db = openDatabase({ url: postgres.url, statementTimeoutMs: LONGEST_STATEMENT_MS });
  await migrate(db);
  for (const day of listDays()) await maintainPartitions(db, { now: day, retentionDays: 400 });
  const box = openSecretBox(Buffer.alloc(32, 7));
  const tenantId = await findTenant(db);
  return {
    db,
    databaseUrl: postgres.url,
    box,
    tenantId,
    webhookIds: await findWebhooks(db, tenantId, box),
    async [Symbol.asyncDispose]() {
      await db.close();
      await postgres.stop();
    },
  };
}
