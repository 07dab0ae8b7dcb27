// A token bucket as a value: pure, the moment is a parameter (milliseconds of any clock that does not go back).
import type { TokenLimit } from "@ticketwire/engine/access/lease-tokens";

export interface Bucket {
  /** With its fraction. */
  readonly tokens: number;
  /** When it held them. */
  readonly atMs: number;
}

/** A bucket nobody took from. */
export function fullBucket(limit: TokenLimit, nowMs: number): Bucket {
  return { tokens: limit.burst, atMs: nowMs };
}

/** The tokens in it at a moment. */
export function levelAt(bucket: Bucket, limit: TokenLimit, nowMs: number): number {
  return Math.min(limit.burst, bucket.tokens + ((nowMs - bucket.atMs) * limit.perMinute) / 60_000);
}

/** Milliseconds until one whole token is there; 0 when it is. */
export function waitForToken(level: number, limit: TokenLimit): number {
  return level >= 1 ? 0 : Math.ceil(((1 - level) * 60_000) / limit.perMinute);
}

/** What became of a wish for one token. */
export interface Taken {
  readonly isAllowed: boolean;
  /** Whole tokens left. */
  readonly remaining: number;
  /** 0 when allowed. */
  readonly retryAfterMs: number;
}

/** Takes one token, when there is one. */
export function takeToken(bucket: Bucket, limit: TokenLimit, nowMs: number): Taken & { readonly bucket: Bucket } {
  const level = levelAt(bucket, limit, nowMs);
  const isAllowed = level >= 1;
  const rest = isAllowed ? level - 1 : level;
  return {
    bucket: { tokens: rest, atMs: nowMs },
    isAllowed,
    remaining: Math.floor(rest),
    retryAfterMs: waitForToken(level, limit),
  };
}
