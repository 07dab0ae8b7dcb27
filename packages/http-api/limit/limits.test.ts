// Buckets, addresses and the gate, each by itself.
import { describe, expect, it } from "vitest";
import { openAddressLimiter } from "./address-limiter.ts";
import { NarrowGate } from "./narrow-gate.ts";
import { fullBucket, levelAt, takeToken, waitForToken } from "./token-bucket.ts";

const limit = { burst: 3, perMinute: 60 };

describe("a bucket", () => {
  it("gives its burst at once, then a token whenever one has come back", () => {
    let bucket = fullBucket(limit, 0);
    const allowed: boolean[] = [];
    for (const atMs of [0, 0, 0, 0, 999, 1000, 1001, 2500, 3000]) {
      const taken = takeToken(bucket, limit, atMs);
      ({ bucket } = taken);
      allowed.push(taken.isAllowed);
    }
    expect(allowed).toEqual([true, true, true, false, false, true, false, true, true]);
  });

  it("never holds more than its burst", () => {
    expect(levelAt(fullBucket(limit, 0), limit, 3_600_000)).toBe(3);
  });

  it("says how long until the next token, in whole milliseconds that suffice", () => {
    expect(waitForToken(1, limit)).toBe(0);
    expect(waitForToken(0.25, limit)).toBe(750);
    const wait = waitForToken(0.3, { burst: 1, perMinute: 7 });
    expect(levelAt({ tokens: 0.3, atMs: 0 }, { burst: 1, perMinute: 7 }, wait)).toBe(1);
  });
});

describe("addresses", () => {
  it("are counted apart, those of one IPv6 network together", () => {
    const limiter = openAddressLimiter({ burst: 2, perMinute: 1 });
    limiter.take("203.0.113.1");
    limiter.take("2001:db8:1:2::1");
    limiter.take("2001:db8:1:2:ffff::9");
    expect(limiter.remaining("203.0.113.1")).toBe(1);
    expect(limiter.remaining("203.0.113.2")).toBe(2);
    expect(limiter.remaining("2001:db8:1:2:3:4:5:6")).toBe(0);
    expect(limiter.remaining("2001:db8:1:3::1")).toBe(2);
    expect(limiter.remaining("::ffff:203.0.113.1")).toBe(2);
  });

  it("are forgotten when there are too many, the quietest first", () => {
    const limiter = openAddressLimiter({ burst: 2, perMinute: 1 });
    for (let n = 0; n < 10_000; n++) limiter.take(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
    limiter.take("10.0.0.0");
    limiter.take("192.0.2.1");
    expect(limiter.remaining("10.0.0.0")).toBe(0);
    expect(limiter.remaining("10.0.0.1")).toBe(2);
    expect(limiter.remaining("10.0.0.2")).toBe(1);
  });
});

describe("the narrow gate", () => {
  it("lets one through at a time, in order, and turns away who finds it full", async () => {
    const gate = new NarrowGate(3);
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} in`);
      await Promise.resolve();
      log.push(`${name} out`);
      if (name === "b") throw new Error("b fails");
      return name;
    };
    const results = await Promise.allSettled(["a", "b", "c", "d"].map((name) => gate.run(work(name))));
    expect(results.map((result) => (result.status === "fulfilled" ? result.value : "failed"))).toEqual([
      "a",
      "failed",
      "c",
      undefined,
    ]);
    expect(log).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
    expect(await gate.run(work("e"))).toBe("e");
  });
});
