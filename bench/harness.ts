// What every measurement starts from: a real embedded PostgreSQL with full durability in a fresh folder, the schema, a tenant,
// webhooks on the receiver's ports, and an engine that has not started yet.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes, randomUUID } from "node:crypto";
import type { TenantId } from "@ticketwire/contract";
import { type Database, openDatabase } from "@ticketwire/engine/db/database";
import { migrate } from "@ticketwire/engine/db/migrate";
import { maintainPartitions } from "@ticketwire/engine/db/partitions";
import { sql } from "@ticketwire/engine/db/sql";
import type { Engine } from "@ticketwire/engine/engine";
import { publish } from "@ticketwire/engine/outbox/publish";
import { makeTenant, makeWebhook } from "@ticketwire/engine/testkit/builders";
import { openSecretBox } from "@ticketwire/engine/webhook/secret-box";
import { startEmbeddedPostgres } from "@ticketwire/server/embedded/embedded-postgres";
import { forkEngine, type ForkedEngine } from "./forked-engine.ts";
import { startEngine } from "./start-engine.ts";

export interface WebhookSettings {
  readonly maxConcurrency?: number;
  readonly timeoutMs?: number;
  /** Default `only`. */
  readonly typePrefix?: string;
}

export interface Bench extends AsyncDisposable {
  readonly db: Database;
  readonly tenantId: TenantId;
  readonly databaseUrl: string;
  /** Process id of the PostgreSQL server. */
  readonly postgresPid: number;
  /** A webhook per URL, subscribed to `all` and to a type of its own, `<typePrefix>.<index>`. */
  addWebhooks(urls: readonly string[], wish?: WebhookSettings): Promise<void>;
  /** Publishes events of 1.2 kB; `typeOf` says which. */
  publish(count: number, typeOf: (index: number) => string): Promise<void>;
  openEngine(): Promise<Engine>;
  /** An engine in a process of its own, that has not started yet. */
  forkEngine(wish?: { readonly maxInFlight?: number }): Promise<ForkedEngine>;
  countWhere(status: string): Promise<number>;
}

const EVENTS_PER_WRITE = 1000;
const quiet = { info: () => undefined, warn: console.error, error: console.error };

/** About 1.2 kB with its envelope: a ticket with a description. */
export const SAMPLE_DATA = { title: "Printer on the third floor does not answer", filler: "x".repeat(940) };

/** Opens a bench; dispose it at the end. */
export async function openBench(): Promise<Bench> {
  const dataDir = await mkdtemp(join(tmpdir(), "ticketwire-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
  const db = openDatabase({ url: postgres.url });
  await migrate(db);
  await maintainPartitions(db, { now: new Date(), retentionDays: 30 });
  const tenantId = await makeTenant(db, "Bench");
  const key = randomBytes(32);
  const box = openSecretBox(key);
  return {
    db,
    tenantId,
    databaseUrl: postgres.url,
    postgresPid: postgres.serverProcessId() ?? 0,
    async addWebhooks(urls, { typePrefix = "only", ...wish } = {}) {
      for (const [index, url] of urls.entries()) {
        const eventTypes = typePrefix === "only" ? ["all", `only.${index}`] : [`${typePrefix}.${index}`];
        await makeWebhook(db, { tenantId, url, box, eventTypes, verifySsl: false, ...wish });
      }
    },
    async publish(count, typeOf) {
      for (let from = 0; from < count; from += EVENTS_PER_WRITE) {
        const size = Math.min(EVENTS_PER_WRITE, count - from);
        const events = Array.from({ length: size }, (_, index) => ({
          type: typeOf(from + index),
          subjectId: randomUUID(),
          data: { number: from + index, ...SAMPLE_DATA },
        }));
        await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
      }
    },
    openEngine: () => startEngine(db, { box }),
    forkEngine: (wish = {}) => forkEngine({ databaseUrl: postgres.url, key: key.toString("hex"), ...wish }),
    async countWhere(status) {
      const [row] = await db.engine.query<{ n: number }>(
        sql`SELECT count(*) AS n FROM ticketwire.deliveries WHERE status = ${status}`,
      );
      return row?.n ?? 0;
    },
    async [Symbol.asyncDispose]() {
      await db.close();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
