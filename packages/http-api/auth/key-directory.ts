// Who stands behind an API key. Records are kept in memory by the key's SHA-256; a notification drops them, and while
// notifications can not arrive nothing kept is trusted. In: the hash of a key. Out: its record, or undefined.
import { hash as digest, timingSafeEqual } from "node:crypto";
import { type ApiKeyRecord, findApiKey, touchApiKeys } from "@ticketwire/engine/access/find-api-key";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import { CHANNELS, listen, type Subscription } from "@ticketwire/engine/db/listen";

/** Records kept at most; the oldest goes first. */
const MOST_KEPT = 10_000;

/** A kept record is looked up anew after this, so that a connection that died unnoticed costs a minute at most. */
const KEEP_MS = 60_000;

export interface KeyDirectory extends AsyncDisposable {
  /** Begins to listen for revocations. Until then nothing is kept. */
  start(): Promise<void>;
  /** A live record from memory, without a round trip. */
  recall(hash: Buffer): ApiKeyRecord | undefined;
  /** The live record in the database; undefined for a key that is unknown, revoked or expired, or whose user is inactive. */
  lookUp(hash: Buffer): Promise<ApiKeyRecord | undefined>;
  /** Notes that the key was used now. */
  noteUse(record: ApiKeyRecord): void;
  /** Forgets what is kept, at once: the process that revokes must not wait for its own notification. */
  forget(): void;
  /** One round: writes the times of last use that came together; returns how many keys. */
  flushUse(): Promise<number>;
}

interface Kept {
  readonly record: ApiKeyRecord;
  readonly keptAtMs: number;
}

/** SHA-256 of a key as it was sent. */
export function hashKey(key: string): Buffer {
  return digest("sha256", key, "buffer");
}

class KeyCache {
  readonly #kept = new Map<string, Kept>();
  /** Moves with every notification: a record that was read before one is not kept after it. */
  generation = 0;

  clear(): void {
    this.generation++;
    this.#kept.clear();
  }

  get(hash: Buffer): ApiKeyRecord | undefined {
    const hit = this.#kept.get(hash.toString("latin1"));
    if (hit === undefined || performance.now() - hit.keptAtMs > KEEP_MS) return undefined;
    return timingSafeEqual(hit.record.keyHash, hash) ? hit.record : undefined;
  }

  set(hash: Buffer, record: ApiKeyRecord): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(hash.toString("latin1"), { record, keptAtMs: performance.now() });
  }
}

/** Opens a directory over the keys of all tenants. */
export function openKeyDirectory(options: { readonly database: Database; readonly clock: Clock }): KeyDirectory {
  const { database, clock } = options;
  const cache = new KeyCache();
  const used = new Map<string, { readonly record: ApiKeyRecord; readonly usedAt: Date }>();
  let subscription: Subscription | undefined;
  const isListening = (): boolean => subscription?.isConnected() ?? false;
  const onlyLive = (record: ApiKeyRecord | undefined): ApiKeyRecord | undefined =>
    record && (record.expiresAt === null || record.expiresAt > clock.now()) ? record : undefined;
  return {
    forget: () => cache.clear(),
    recall: (hash) => (isListening() ? onlyLive(cache.get(hash)) : undefined),
    noteUse: (record) => void used.set(record.apiKeyId, { record, usedAt: clock.now() }),
    async start() {
      subscription ??= await listen(database, { [CHANNELS.keys]: () => cache.clear() });
    },
    async lookUp(hash) {
      const asked = cache.generation;
      const record = await findApiKey(database.engine, hash);
      if (record === undefined || !timingSafeEqual(record.keyHash, hash)) return undefined;
      if (asked === cache.generation && isListening()) cache.set(hash, record);
      return onlyLive(record);
    },
    async flushUse() {
      const uses = [...used.values()].map(({ record, usedAt }) => ({
        tenantId: record.tenantId,
        apiKeyId: record.apiKeyId,
        usedAt,
      }));
      used.clear();
      if (uses.length > 0) await touchApiKeys(database.engine, uses);
      return uses.length;
    },
    async [Symbol.asyncDispose]() {
      await subscription?.[Symbol.asyncDispose]();
      cache.clear();
    },
  };
}
