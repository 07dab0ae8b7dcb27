// The engine inside another program: one call opens it, one stops it. In: a database, a master key, what the program settles.
// Out: an engine at work, with its webhooks; events are published in the program's own transactions (outbox/publish.ts).
import { hostname } from "node:os";
import { isUuid, LIMITS } from "@ticketwire/contract";
import { createSender, type Sender } from "../attempt/sender.ts";
import { listEngineChores } from "../chores.ts";
import { type DatabaseClock, followDatabaseClock } from "../db/clock.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { EngineError } from "../db/errors.ts";
import { migrate } from "../db/migrate.ts";
import { maintainPartitions } from "../db/partitions.ts";
import { sql } from "../db/sql.ts";
import type { StandingChange } from "../deliver.ts";
import { Engine } from "../engine.ts";
import type { TestKit } from "../send-test.ts";
import { createSystemLookup } from "../target/system-lookup.ts";
import { VERSION } from "../version.ts";
import { createWaker } from "../waker.ts";
import { countUnknownSecrets, type RekeyResult, rekeySecrets } from "../webhook/rekey.ts";
import type { SecretBox } from "../webhook/secret-box.ts";
import { disableWebhook } from "../webhook/switch-webhook.ts";
import { vocabularyOf } from "../webhook/vocabulary.ts";
import { boxOf, type OpenEngineOptions, policyOf, scheduleOf, wholeOf } from "./options.ts";
import { WebhookDesk } from "./webhook-desk.ts";

/** An engine at work. */
export interface EmbeddedEngine extends AsyncDisposable {
  /** Makes, changes, tests and reads webhooks. */
  readonly webhooks: WebhookDesk;
  /** Enters a tenant, or renames it. Webhooks belong to one; a program without tenants of its own takes one fixed UUID. */
  addTenant(tenantId: string, name: string): Promise<void>;
  /** After a commit whose events were published with `wake: false`: deliver now instead of within a second. */
  wake(): void;
  /** Seals every stored secret with the current master key; see `previousMasterKey`. */
  rekey(): Promise<RekeyResult>;
  /** Lets attempts under way end, writes what came of them, hands its work to others, closes its connections. */
  stop(): Promise<void>;
}

interface Parts {
  readonly db: Database;
  readonly clock: DatabaseClock;
  readonly sender: Sender;
  readonly kit: TestKit;
}

const REASONS: Readonly<Record<Exclude<StandingChange["kind"], "warn">, string>> = {
  gone: "The receiver answered 410 Gone.",
  only_failures: "Only failures for the whole time that is given to a receiver.",
};

function report(stage: string, error: unknown): void {
  process.emitWarning(`ticketwire engine, ${stage}: ${error instanceof Error ? error.message : String(error)}`);
}

/** Disables a webhook whose receiver is gone, then tells the program; once, however often it is tried. */
function actOnStanding({ db, clock }: Parts, options: OpenEngineOptions): (change: StandingChange) => Promise<void> {
  return async (change) => {
    const { tenantId, webhookId, kind } = change;
    if (kind !== "warn") {
      const disabling = { tenantId, webhookId, now: clock.now(), reason: REASONS[kind] };
      if (!(await db.engine.transaction((tx) => disableWebhook(tx, disabling)))) return;
    }
    await options.onStandingChange?.(change);
  };
}

async function startEngine(parts: Parts, options: OpenEngineOptions): Promise<Engine> {
  const { db, clock, sender, kit } = parts;
  const retentionDays = wholeOf("retentionDays", options.retentionDays, 30);
  const seconds = wholeOf("autoDisableAfterSeconds", options.autoDisableAfterSeconds, LIMITS.autoDisableAfterSeconds);
  const engine = new Engine({
    db,
    clock,
    sender,
    box: kit.box,
    policy: kit.policy,
    version: VERSION,
    name: `${hostname()}:${process.pid}`,
    autoDisableAfterMs: seconds * 1000,
    chores: listEngineChores({ db, clock, retentionDays }),
    onStandingChange: actOnStanding(parts, options),
    onError: options.onError ?? report,
    ...(options.observer === undefined ? {} : { observer: options.observer }),
    ...(options.maxInFlight === undefined ? {} : { maxInFlight: wholeOf("maxInFlight", options.maxInFlight, 1) }),
  });
  await engine.start();
  return engine;
}

/** A process whose master key opens none of the stored secrets could sign nothing: it is not to take lanes from those that can. */
async function checkMasterKey(
  db: Database,
  box: SecretBox,
  onError: NonNullable<OpenEngineOptions["onError"]>,
): Promise<void> {
  const unknown = await countUnknownSecrets(db, box);
  if (unknown === 0) return;
  const [row] = await db.engine.query<{ webhooks: number }>(sql`
    SELECT count(*) AS webhooks FROM ticketwire.webhooks WHERE deleted_at IS NULL`);
  const message =
    `masterKey is not the one that the secrets of ${unknown} of ${row?.webhooks ?? 0} webhooks in this database were stored with; ` +
    "give that one, while re-keying as previousMasterKey.";
  const fault = new EngineError("wrong_master_key", message);
  if (unknown >= (row?.webhooks ?? 0)) throw fault;
  onError("master key", fault);
}

async function openParts(options: OpenEngineOptions, stack: AsyncDisposableStack): Promise<Parts> {
  const { onError = report, eventTypes = null } = options;
  const box = boxOf(options);
  const policy = policyOf(options);
  const defaultRetrySchedule = scheduleOf(options);
  const retentionDays = wholeOf("retentionDays", options.retentionDays, 30);
  const db = openDatabase({
    url: options.databaseUrl,
    onIdleError: (error) => onError("database", error),
    onNarrowed: (connections) =>
      onError("database", new EngineError("few_connections", `PostgreSQL takes no more: goes on with ${connections}.`)),
  });
  stack.defer(() => db.close());
  await migrate(db);
  await checkMasterKey(db, box, onError);
  const clock = followDatabaseClock(db.engine);
  await clock.sync();
  await maintainPartitions(db, { now: clock.now(), retentionDays });
  const resolver = createSystemLookup();
  stack.defer(() => resolver.close());
  const { lookup } = resolver;
  const sender = createSender({ policy, lookup });
  stack.defer(() => sender.close());
  const vocabulary = vocabularyOf(eventTypes);
  const kit = { db, box, policy, lookup, sender, defaultRetrySchedule, vocabulary, version: VERSION, baseUrl: "" };
  return { db, clock, sender, kit };
}

async function addTenant(db: Database, tenantId: string, name: string): Promise<void> {
  if (!isUuid(tenantId)) throw new EngineError("bad_id", `tenantId must be a UUID, got ${JSON.stringify(tenantId)}.`);
  await db.engine.query(sql`
    INSERT INTO ticketwire.tenants (tenant_id, name, created_at) VALUES (${tenantId}, ${name}, now())
    ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name`);
}

/**
 * Opens the engine: connects, brings its schema up to date, begins to send. Any number of processes may open one on the same
 * database; they share the work.
 *
 * @example
 * await using engine = await openEngine({ databaseUrl, masterKey, eventTypes: ["order.paid"] });
 * await engine.addTenant(tenantId, "My shop");
 * const { webhook, signing_secret } = await engine.webhooks.create(tenantId, { name, url, event_types: ["order.paid"] });
 */
export async function openEngine(options: OpenEngineOptions): Promise<EmbeddedEngine> {
  const stack = new AsyncDisposableStack();
  try {
    const parts = await openParts(options, stack);
    const engine = options.sends === false ? null : await startEngine(parts, options);
    if (engine !== null) stack.defer(() => engine.stop());
    const stop = (): Promise<void> => stack.disposeAsync();
    return {
      webhooks: new WebhookDesk(parts.kit, parts.clock),
      addTenant: (tenantId, name) => addTenant(parts.db, tenantId, name),
      wake: createWaker(parts.db, engine),
      rekey: () => rekeySecrets(parts.db, parts.kit.box),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
