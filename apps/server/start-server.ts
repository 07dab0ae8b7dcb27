// The server's wiring: opens things in order, closes them in the opposite one. Database, schema, first tenant, engine, API.
// In: a configuration. Out: a running server; `stop` drains it and leaves no process behind.
import { createServer } from "node:net";
import { createSender, type Sender } from "@ticketwire/engine/attempt/sender";
import { type DatabaseClock, followDatabaseClock } from "@ticketwire/engine/db/clock";
import { type Database, openDatabase } from "@ticketwire/engine/db/database";
import { migrate } from "@ticketwire/engine/db/migrate";
import { maintainPartitions } from "@ticketwire/engine/db/partitions";
import { createTargetPolicy, type TargetPolicy } from "@ticketwire/engine/target/policy";
import type { Lookup } from "@ticketwire/engine/target/resolve-target";
import { createSystemLookup } from "@ticketwire/engine/target/system-lookup";
import type { SecretBox } from "@ticketwire/engine/webhook/secret-box";
import { Registry } from "prom-client";
import { discardMasterKey, loadMasterKey } from "./config/master-key.ts";
import { baseUrlOf, type ServerConfig } from "./config/server-config.ts";
import { startEmbeddedPostgres } from "./embedded/embedded-postgres.ts";
import { ensureFirstTenant } from "./first-tenant.ts";
import type { Logger } from "./log.ts";
import { openBox, resealAtStart } from "./rekey/reseal.ts";
import { openProcessGauges } from "./metrics/process-gauges.ts";
import { openQueueGauges } from "./metrics/queue-gauges.ts";
import { openApp } from "./open-app.ts";
import { openEngine } from "./open-engine.ts";
import { checkDatabaseRole, checkMasterKey } from "./safety-checks.ts";
import { STOP_LIMITS, type StopLimits, stopServer } from "./stop-server.ts";
import { VERSION } from "./version.ts";

export interface RunningServer {
  /** Where it listens, for people: `http://127.0.0.1:4400`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What every part of the server works with. */
export interface ServerParts {
  readonly config: ServerConfig;
  readonly log: Logger;
  readonly db: Database;
  readonly clock: DatabaseClock;
  readonly box: SecretBox;
  readonly policy: TargetPolicy;
  /** Resolves names, for saves and attempts alike. */
  readonly lookup: Lookup;
  readonly sender: Sender;
  readonly registry: Registry;
  readonly baseUrl: string;
  /** From the moment on in which a stop was asked for. */
  readonly isStopping: () => boolean;
}

export interface StartOptions {
  /** How long a stop takes at most. */
  readonly limits?: StopLimits | undefined;
  /** Shows the first tenant's key where this start generates one. Default: to nobody. */
  readonly showFirstKey?: (key: string) => void;
}

/** Starts everything; what was opened is closed again when a later step fails. */
export async function startServer(
  config: ServerConfig,
  log: Logger,
  { limits = STOP_LIMITS, showFirstKey = () => undefined }: StartOptions = {},
): Promise<RunningServer> {
  const stack = new AsyncDisposableStack();
  try {
    const db = await openPreparedDatabase(config, log, stack);
    await ensureFirstTenant(db, { chosen: config.bootstrapApiKey, show: showFirstKey });
    const clock = followDatabaseClock(db.engine);
    await clock.sync();
    const master = await loadMasterKey(config);
    const policy = policyOf(config);
    const resolver = createSystemLookup();
    stack.defer(() => resolver.close());
    const lookup: Lookup = (name) => resolver.lookup(name);
    const sender = createSender({ policy, lookup });
    stack.defer(() => sender.close());
    const port = config.port === 0 ? await findFreePort(config.host) : config.port;
    const baseUrl = baseUrlOf(config, port);
    const registry = new Registry();
    const box = openBox(config, master.bytes);
    await resealAtStart({ config, db, box, log });
    await checkMasterKey({
      db,
      box,
      log,
      discard: () => (master.isNew ? discardMasterKey(config) : Promise.resolve()),
    });
    await checkDatabaseRole(db, log);
    let isStopping = false;
    const common = { config, log, db, clock, box, policy, lookup, sender, registry, baseUrl };
    const parts: ServerParts = { ...common, isStopping: () => isStopping };
    const engine = config.role === "api" ? null : await openEngine(parts, stack);
    openProcessGauges(registry, { version: VERSION, role: config.role, clock, sender, engine });
    openQueueGauges(registry, { database: db, clock });
    const app = await openApp(parts, engine, stack);
    await app.listen({ host: config.host, port });
    const url = baseUrlOf({ ...config, baseUrl: null }, port);
    const stop = (): Promise<void> => {
      isStopping = true;
      return stopServer({ engine, app, sender, stack, limits }, config.role === "worker");
    };
    return { url, stop };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** Opens the database, embedded or given, with its schema up to date. */
export async function openPreparedDatabase(
  config: ServerConfig,
  log: Logger,
  stack: AsyncDisposableStack,
): Promise<Database> {
  const url = config.databaseUrl ?? (await startEmbedded(config, log, stack));
  const db = openDatabase({
    url,
    onIdleError: (error) => log.warn({ err: error }, "a database connection was lost"),
    onNarrowed: (connections) =>
      log.warn(
        { connections },
        "the database takes no more connections: goes on with fewer; raise its max_connections",
      ),
  });
  stack.defer(() => db.close());
  const applied = await migrate(db);
  if (applied.length > 0) log.info({ applied: applied.length, last: applied.at(-1) }, "database schema is up to date");
  await maintainPartitions(db, { now: new Date(), retentionDays: config.retentionDays });
  return db;
}

async function startEmbedded(config: ServerConfig, log: Logger, stack: AsyncDisposableStack): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: { info: (line) => log.info(line), warn: (line) => log.warn(line), error: (line) => log.error(line) },
  });
  stack.defer(() => postgres.stop());
  return postgres.url;
}

function policyOf(config: ServerConfig): TargetPolicy {
  const parsed = createTargetPolicy(config);
  // The configuration was checked by the same rules; this names what slipped through.
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return parsed.policy;
}

/** A port nobody listens on now: the base of deep links must be known before the API is built. */
async function findFreePort(host: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, host, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
