// The rate limit of API keys, exact over all processes: each takes slices of a key's shared bucket and spends them from
// memory. In all, never more tokens are spent than the bucket gave; a slice that lies idle goes back within a second or two.
// In: a key and its limit. Out: whether this call may go on.
import { type BucketKey, giveBackTokens, leaseTokens, type TokenLimit } from "@ticketwire/engine/access/lease-tokens";
import type { Database } from "@ticketwire/engine/db/database";
import { type Bucket, fullBucket, levelAt, type Taken, waitForToken } from "./token-bucket.ts";

/** A slice is this share of the burst: one round trip for that many calls. */
const SLICE_SHARE = 1 / 16;
const LARGEST_SLICE = 64;

/** A slice nobody spent from for this long goes back. */
const IDLE_MS = 1_000;

interface KeyState {
  readonly key: BucketKey;
  limit: TokenLimit;
  /** Tokens leased and not yet spent. */
  leased: number;
  /** The shared bucket as it was last seen. */
  shared: Bucket;
  /** True when the last lease came back empty: then nothing is asked for before `shared` must hold a token again. */
  isEmpty: boolean;
  usedAtMs: number;
  /** The lease under way; calls that come meanwhile wait for it. */
  pending: Promise<void> | undefined;
}

function remainingOf(state: KeyState, nowMs: number): number {
  return Math.floor(state.leased + levelAt(state.shared, state.limit, nowMs));
}

// A call that finds the shared bucket empty is refused from memory: a flood of refused calls costs no statement.
function refusalOf(state: KeyState, nowMs: number): Taken | undefined {
  if (!state.isEmpty) return undefined;
  const retryAfterMs = waitForToken(levelAt(state.shared, state.limit, nowMs), state.limit);
  return retryAfterMs === 0 ? undefined : { isAllowed: false, remaining: 0, retryAfterMs };
}

/** Limits the keys of one process; its slices come out of buckets that all processes share. */
export class KeyLimiter {
  readonly #database: Database;
  readonly #states = new Map<string, KeyState>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Takes one token. */
  async take(key: BucketKey, limit: TokenLimit): Promise<Taken> {
    const state = this.#stateOf(key, limit);
    for (;;) {
      const nowMs = performance.now();
      state.usedAtMs = nowMs;
      if (state.leased >= 1) {
        state.leased--;
        return { isAllowed: true, remaining: remainingOf(state, nowMs), retryAfterMs: 0 };
      }
      const refusal = refusalOf(state, nowMs);
      if (refusal) return refusal;
      // Calls that come while a slice is on its way wait for it together.
      await (state.pending ??= this.#lease(state));
    }
  }

  /** One round: gives back slices that lie idle and forgets keys at rest. Returns the tokens given back. */
  async settle(idleMs = IDLE_MS): Promise<number> {
    const idleSince = performance.now() - idleMs;
    let count = 0;
    for (const [id, state] of this.#states) {
      if (state.usedAtMs > idleSince || state.pending !== undefined) continue;
      this.#states.delete(id);
      count += await this.#giveBack(state);
    }
    return count;
  }

  #stateOf(key: BucketKey, limit: TokenLimit): KeyState {
    const known = this.#states.get(key.apiKeyId);
    if (known) {
      known.limit = limit;
      return known;
    }
    const usedAtMs = performance.now();
    const shared = fullBucket(limit, usedAtMs);
    const state: KeyState = { key, limit, leased: 0, shared, isEmpty: false, usedAtMs, pending: undefined };
    this.#states.set(key.apiKeyId, state);
    return state;
  }

  async #lease(state: KeyState): Promise<void> {
    const { key, limit } = state;
    const wanted = Math.max(1, Math.min(LARGEST_SLICE, Math.floor(limit.burst * SLICE_SHARE)));
    try {
      const { granted, left } = await leaseTokens(this.#database.forTenant(key.tenantId), key, { limit, wanted });
      state.leased += granted;
      state.shared = { tokens: left, atMs: performance.now() };
      state.isEmpty = granted === 0;
    } finally {
      state.pending = undefined;
    }
  }

  async #giveBack(state: KeyState): Promise<number> {
    const count = state.leased;
    if (count === 0) return 0;
    state.leased = 0;
    await giveBackTokens(this.#database.forTenant(state.key.tenantId), state.key, count);
    return count;
  }
}
