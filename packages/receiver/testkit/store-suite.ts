// The one suite every store must pass. In: a name and a way to open stores that share their contents and one clock that
// the test moves.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Claim, Clock, Completion, Lease, ReceiverStore } from "../stores/store.ts";

/** Opens stores over the same contents; `connect` is called twice, for two receivers. */
export interface StoreHarness {
  connect(clock: Clock): Promise<ReceiverStore>;
  close(): Promise<void>;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Two receivers on one store, a key nobody used before, and a clock that stands until it is moved. */
interface Scene {
  first: ReceiverStore;
  second: ReceiverStore;
  now: number;
  key: string;
  lease(token: string): Lease;
  done(token: string): Completion;
}

export function describeStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(`the ${name}`, () => {
    let harness: StoreHarness;
    let count = 0;
    const scene: Scene = {
      first: undefined as unknown as ReceiverStore,
      second: undefined as unknown as ReceiverStore,
      now: Date.UTC(2026, 2, 1),
      key: "",
      lease: (token) => ({ key: scene.key, token, leaseMs: MINUTE }),
      done: (token) => ({ key: scene.key, token, keepMs: DAY }),
    };
    beforeAll(async () => {
      harness = await open();
      scene.first = await harness.connect(() => scene.now);
      scene.second = await harness.connect(() => scene.now);
    });
    afterAll(() => harness.close());
    beforeEach(() => {
      count += 1;
      scene.key = `event:${count}`;
    });
    itClaims(scene);
    itLeases(scene);
    itRemembers(scene);
    itKeepsValues(scene);
  });
}

function itClaims(scene: Scene): void {
  it("gives a free key to the first who claims it, and tells the next how long to wait", async () => {
    expect(await scene.first.claim(scene.lease("a"))).toEqual({ kind: "claimed" });
    scene.now += 20_000;
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "busy", retryAfterMs: 40_000 });
  });

  it("takes the same token twice for one claim, since an answer can be lost on the way", async () => {
    expect(await scene.first.claim(scene.lease("a"))).toEqual({ kind: "claimed" });
    expect(await scene.second.claim(scene.lease("a"))).toEqual({ kind: "claimed" });
  });

  it("gives a key to exactly one of many who claim it at once", async () => {
    const claims = Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? scene.first : scene.second).claim(scene.lease(`t${index}`)),
    );
    const kinds = (await Promise.all(claims)).map((claim: Claim) => claim.kind);
    expect(kinds.filter((kind) => kind === "claimed")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "busy")).toHaveLength(39);
  });

  it("gives an expired key to exactly one of many who claim it at once", async () => {
    await scene.first.claim(scene.lease("dead"));
    scene.now += MINUTE;
    const claims = Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? scene.first : scene.second).claim(scene.lease(`t${index}`)),
    );
    const kinds = (await Promise.all(claims)).map((claim: Claim) => claim.kind);
    expect(kinds.filter((kind) => kind === "claimed")).toHaveLength(1);
  });

  it("keeps keys apart", async () => {
    await scene.first.claim(scene.lease("a"));
    expect(await scene.first.claim({ ...scene.lease("b"), key: `${scene.key}x` })).toEqual({ kind: "claimed" });
    expect(await scene.first.read(scene.key)).toBeNull();
  });

  it("takes keys of any length and letter that an event id can have", async () => {
    scene.key = `event:${"é".repeat(199)} '"\\;`;
    expect(await scene.first.claim(scene.lease("a"))).toEqual({ kind: "claimed" });
    expect((await scene.second.claim(scene.lease("b"))).kind).toBe("busy");
  });
}

function itLeases(scene: Scene): void {
  it("frees a claim whose owner died when its lease runs out, not before", async () => {
    await scene.first.claim(scene.lease("dead"));
    scene.now += MINUTE - 1;
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "busy", retryAfterMs: 1 });
    scene.now += 1;
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "claimed" });
  });

  it("keeps a claim that is extended", async () => {
    await scene.first.claim(scene.lease("a"));
    scene.now += 50_000;
    expect(await scene.first.extend(scene.lease("a"))).toBe(true);
    scene.now += 50_000;
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "busy", retryAfterMs: 10_000 });
  });

  it("lets an owner that was only slow go on while nobody took its key", async () => {
    await scene.first.claim(scene.lease("slow"));
    scene.now += 2 * MINUTE;
    expect(await scene.first.extend(scene.lease("slow"))).toBe(true);
    expect((await scene.second.claim(scene.lease("b"))).kind).toBe("busy");
    scene.now += 2 * MINUTE;
    expect(await scene.first.complete(scene.done("slow"))).toBe(true);
  });

  it("lets an owner that was overtaken change nothing", async () => {
    await scene.first.claim(scene.lease("overtaken"));
    scene.now += MINUTE;
    await scene.second.claim(scene.lease("new"));
    expect(await scene.first.extend(scene.lease("overtaken"))).toBe(false);
    expect(await scene.first.complete(scene.done("overtaken"))).toBe(false);
    await scene.first.release(scene.lease("overtaken"));
    expect((await scene.first.claim(scene.lease("third"))).kind).toBe("busy");
    expect(await scene.second.complete(scene.done("new"))).toBe(true);
    expect(await scene.first.complete(scene.done("overtaken"))).toBe(false);
    await scene.first.release(scene.lease("overtaken"));
    expect(await scene.first.claim(scene.lease("third"))).toEqual({ kind: "done" });
  });

  it("frees a released claim at once", async () => {
    await scene.first.claim(scene.lease("a"));
    await scene.first.release(scene.lease("a"));
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "claimed" });
  });

  it("does not extend or release what was never claimed", async () => {
    expect(await scene.first.extend(scene.lease("a"))).toBe(false);
    await scene.first.release(scene.lease("a"));
    expect(await scene.first.claim(scene.lease("b"))).toEqual({ kind: "claimed" });
  });
}

function itRemembers(scene: Scene): void {
  it("remembers what is done, for everybody, until it expires", async () => {
    await scene.first.claim(scene.lease("a"));
    expect(await scene.first.complete(scene.done("a"))).toBe(true);
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "done" });
    scene.now += DAY - 1;
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "done" });
    scene.now += 1;
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "claimed" });
  });

  it("can mark done what nobody holds any more", async () => {
    expect(await scene.first.complete(scene.done("gone"))).toBe(true);
    expect(await scene.second.claim(scene.lease("b"))).toEqual({ kind: "done" });
  });
}

function itKeepsValues(scene: Scene): void {
  it("swaps a value only when the expected one stands there", async () => {
    expect(await scene.first.read(scene.key)).toBeNull();
    expect(await scene.first.swap({ key: scene.key, expected: "1", next: "2", keepMs: null })).toBe(false);
    expect(await scene.first.swap({ key: scene.key, expected: null, next: "1", keepMs: null })).toBe(true);
    expect(await scene.second.swap({ key: scene.key, expected: null, next: "2", keepMs: null })).toBe(false);
    expect(await scene.second.swap({ key: scene.key, expected: "0", next: "2", keepMs: null })).toBe(false);
    expect(await scene.second.swap({ key: scene.key, expected: "1", next: "2", keepMs: null })).toBe(true);
    expect(await scene.first.read(scene.key)).toBe("2");
    scene.now += 3650 * DAY;
    expect(await scene.first.read(scene.key)).toBe("2");
  });

  it("tells an empty value from none, and keeps any text", async () => {
    const text = `'"\\ \u{1f5a8} ; DROP TABLE x; -- %s $1 \n`;
    expect(await scene.first.swap({ key: scene.key, expected: null, next: "", keepMs: null })).toBe(true);
    expect(await scene.first.read(scene.key)).toBe("");
    expect(await scene.first.swap({ key: scene.key, expected: null, next: "x", keepMs: null })).toBe(false);
    expect(await scene.first.swap({ key: scene.key, expected: "", next: text, keepMs: null })).toBe(true);
    expect(await scene.second.read(scene.key)).toBe(text);
    expect(await scene.second.swap({ key: scene.key, expected: text, next: "x", keepMs: null })).toBe(true);
  });

  it("forgets a value that was not touched for its time", async () => {
    await scene.first.swap({ key: scene.key, expected: null, next: "1", keepMs: DAY });
    scene.now += DAY - 1;
    expect(await scene.first.swap({ key: scene.key, expected: "1", next: "2", keepMs: DAY })).toBe(true);
    scene.now += DAY - 1;
    expect(await scene.first.read(scene.key)).toBe("2");
    scene.now += 1;
    expect(await scene.first.read(scene.key)).toBeNull();
    expect(await scene.first.swap({ key: scene.key, expected: "2", next: "3", keepMs: DAY })).toBe(false);
    expect(await scene.first.swap({ key: scene.key, expected: null, next: "4", keepMs: DAY })).toBe(true);
  });

  it("loses no update when many swap at once", async () => {
    const add = async (store: ReceiverStore): Promise<void> => {
      for (let isWritten = false; !isWritten;) {
        const expected = await store.read(scene.key);
        isWritten = await store.swap({
          key: scene.key,
          expected,
          next: String(Number(expected ?? 0) + 1),
          keepMs: null,
        });
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(index % 2 ? scene.first : scene.second)));
    expect(await scene.first.read(scene.key)).toBe("20");
  });
}
