// The memory store: the shared suite, and its bounds.
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory.ts";
import type { Clock, ReceiverStore } from "./store.ts";
import { describeStore } from "../testkit/store-suite.ts";

describeStore("memory store", async () => {
  let shared: ReceiverStore | undefined;
  return {
    connect: async (clock: Clock) => (shared ??= createMemoryStore({ clock })),
    close: async () => {},
  };
});

describe("memory store, bounded", () => {
  const finish = async (store: ReceiverStore, key: string): Promise<void> => {
    await store.claim({ key, token: "t", leaseMs: 60_000 });
    await store.complete({ key, token: "t", keepMs: 60_000 });
  };
  const kindOf = async (store: ReceiverStore, key: string): Promise<string> =>
    (await store.claim({ key, token: "other", leaseMs: 60_000 })).kind;

  it("forgets the oldest finished marks first, and no running claim or lasting value", async () => {
    const store = createMemoryStore({ maxEntries: 4 });
    await store.swap({ key: "progress", expected: null, next: "1-5", keepMs: null });
    await store.claim({ key: "running", token: "t", leaseMs: 60_000 });
    for (const key of ["a", "b", "c", "d"]) await finish(store, key);
    expect(await store.read("progress")).toBe("1-5");
    expect(await kindOf(store, "running")).toBe("busy");
    expect(await kindOf(store, "c")).toBe("done");
    expect(await kindOf(store, "d")).toBe("done");
    expect(await kindOf(store, "a")).toBe("claimed");
  });

  it("makes room with what expired before it forgets what still counts", async () => {
    let now = 0;
    const store = createMemoryStore({ maxEntries: 2, clock: () => now });
    await store.claim({ key: "expired", token: "t", leaseMs: 1000 });
    await finish(store, "kept");
    now = 2000;
    await finish(store, "new");
    expect(await kindOf(store, "kept")).toBe("done");
  });

  it("refuses a claim when everything in it is still running", async () => {
    const store = createMemoryStore({ maxEntries: 2 });
    await store.claim({ key: "a", token: "t", leaseMs: 60_000 });
    await store.claim({ key: "b", token: "t", leaseMs: 60_000 });
    await expect(store.claim({ key: "c", token: "t", leaseMs: 60_000 })).rejects.toMatchObject({ code: "store_full" });
    expect(await store.extend({ key: "a", token: "t", leaseMs: 60_000 })).toBe(true);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %s as its bound", (maxEntries) => {
    expect(() => createMemoryStore({ maxEntries })).toThrow(/maxEntries/);
  });
});
