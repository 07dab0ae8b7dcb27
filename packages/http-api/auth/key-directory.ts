// Who stands behind an API key. Records are kept in memory by the key's SHA-256; a notification drops them, and while
// notifications can not arrive nothing kept is trusted. In: a key as sent. Out: its record, or undefined.
import { createHash, timingSafeEqual } from "node:crypto";
import { type ApiKeyRecord, findApiKey, touchApiKeys } from "@ticketwire/engine/access/find-api-key";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import { CHANNELS, listen, type Subscription } from "@ticketwire/engine/db/listen";

/** Records kept at most; the oldest goes first. */
const MOST_KEPT = 10_000;

/** A kept record is looked up anew after this, so that a silently dead connection costs a minute at most. */
const KEEP_MS = 60_000;

export interface KeyDirectory extends AsyncDisposable {
  /** Begins to listen for revocations. Until then every call looks in the database. */
  start(): Promise<void>;
  /** The record of a key that is neither revoked nor expired; undefined for any other. */
  find(key: string): Promise<ApiKeyRecord | undefined>;
  /** Forgets what is kept, at once: called by the process that revokes, which must not wait for its own notification. */
  forget(): void;
  /** Writes the times of last use that came together since the last round; returns how many keys. */
  flushUse(): Promise<number>;
}

interface Kept {
  readonly record: ApiKeyRecord;
  readonly keptAt: number;
}

/** SHA-256 of a key as it was sent. */
export function hashKey(key: string): Buffer {
  return createHash("sha256").update(key, "utf8").digest();
}

function isLive(record: ApiKeyRecord, now: Date): boolean {
  return record.expiresAt === null || record.expiresAt > now;
}

export function openKeyDirectory(options: { readonly database: Database; readonly clock: Clock }): KeyDirectory {
  const { database, clock } = options;
  const kept = new Map<string, Kept>();
  const used = new Map<string, { readonly record: ApiKeyRecord; usedAt: Date }>();
  let subscription: Subscription | undefined;
  // Moves with every notification: a record that was read before one is not kept after it.
  let generation = 0;

  function forget(): void {
    generation++;
    kept.clear();
  }

  function keep(name: string, record: ApiKeyRecord): void {
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(name, { record, keptAt: performance.now() });
  }

  async function look(hash: Buffer, name: string): Promise<ApiKeyRecord | undefined> {
    const asked = generation;
    const record = await findApiKey(database.engine, hash);
    if (record === undefined || !timingSafeEqual(record.keyHash, hash)) return undefined;
    if (asked === generation && subscription?.isConnected()) keep(name, record);
    return record;
  }

  return {
    forget,
    async start() {
      subscription ??= await listen(database, { [CHANNELS.keys]: forget });
    },
    async find(key) {
      const hash = hashKey(key);
      const name = hash.toString("base64");
      const hit = subscription?.isConnected() ? kept.get(name) : undefined;
      const isFresh = hit !== undefined && performance.now() - hit.keptAt < KEEP_MS;
      const record = isFresh ? hit.record : await look(hash, name);
      const now = clock.now();
      if (record === undefined || !isLive(record, now)) return undefined;
      used.set(record.apiKeyId, { record, usedAt: now });
      return record;
    },
    async flushUse() {
      const uses = [...used.values()];
      used.clear();
      if (uses.length > 0)
        await touchApiKeys(
          database.engine,
          uses.map(({ record, usedAt }) => ({ tenantId: record.tenantId, apiKeyId: record.apiKeyId, usedAt })),
        );
      return uses.length;
    },
    async [Symbol.asyncDispose]() {
      await subscription?.[Symbol.asyncDispose]();
      forget();
    },
  };
}
