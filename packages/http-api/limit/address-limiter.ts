// Calls that could not show a good key are limited per address, in memory of a fixed size: guessing keys must not keep the
// database busy. In: an address. Out: whether one more failure is borne.
import { isIPv6 } from "node:net";
import type { TokenLimit } from "@ticketwire/engine/access/lease-tokens";
import { type Bucket, fullBucket, levelAt, type Taken, takeToken } from "./token-bucket.ts";

/** Failures of one address: enough for a misconfigured client to be told so, not for a search. */
export const FAILURE_LIMIT: TokenLimit = { burst: 300, perMinute: 60 };

/** Addresses remembered; beyond, the one that failed longest ago is forgotten. */
const MOST_ADDRESSES = 10_000;

export interface AddressLimiter {
  /** Whole tokens left, taking none. */
  remaining(address: string): number;
  /** Counts one failure. */
  take(address: string): Taken;
}

// Whoever has one IPv6 address has at least the /64 around it.
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address;
  const [head = "", tail] = address.split("::", 2);
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array.from({ length: gap }, () => "0"), ...back].slice(0, 4).join(":");
}

export function openAddressLimiter(limit: TokenLimit = FAILURE_LIMIT): AddressLimiter {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (network: string, nowMs: number): Bucket => buckets.get(network) ?? fullBucket(limit, nowMs);
  return {
    remaining(address) {
      const nowMs = performance.now();
      return Math.floor(levelAt(bucketOf(networkOf(address), nowMs), limit, nowMs));
    },
    take(address) {
      const nowMs = performance.now();
      const network = networkOf(address);
      const { bucket, ...taken } = takeToken(bucketOf(network, nowMs), limit, nowMs);
      // Set anew, so that the map is in the order of the last failure.
      buckets.delete(network);
      const [oldest] = buckets.keys();
      if (buckets.size >= MOST_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
      buckets.set(network, bucket);
      return taken;
    },
  };
}
