// startCatchUp: it runs by itself at the start, after a gap, after an outage, and stops cleanly.
import { describe, expect, it } from "vitest";
import { recorder, useFeed } from "../testkit/catch-up-scene.ts";
import { answer } from "../testkit/feed-server.ts";
import { gate, signedRequest } from "../testkit/signed-request.ts";
import { catchUp, type CatchUpReport, startCatchUp } from "./catch-up.ts";

const scene = useFeed();

describe("startCatchUp", () => {
  /** Calls that were put off, called when the test says so. */
  function manualSchedule() {
    const planned: { readonly ms: number; readonly call: () => void }[] = [];
    const schedule = (call: () => void, ms: number): (() => void) => {
      const entry = { ms, call };
      planned.push(entry);
      return () => void planned.splice(planned.indexOf(entry), 1);
    };
    return { planned, schedule };
  }

  function start(receiver: Parameters<typeof startCatchUp>[0], more: Partial<Parameters<typeof startCatchUp>[1]> = {}) {
    const { planned, schedule } = manualSchedule();
    let next = gate<CatchUpReport | "error">();
    const started = startCatchUp(receiver, {
      ...scene.options({ sleep: async () => {}, attempts: 1 }),
      schedule,
      onReport: (report) => next.resolve(report),
      onError: () => next.resolve("error"),
      ...more,
    });
    /** Makes the planned call and waits for its run and for what is planned after it. */
    async function tick(): Promise<CatchUpReport | "error"> {
      next = gate();
      planned.shift()?.call();
      const report = await next.promise;
      while (planned.length === 0) await new Promise(setImmediate);
      return report;
    }
    return { started, planned, tick, waits: () => planned.map(({ ms }) => ms) };
  }

  it("catches up at once, then on a gap after a grace, then now and then", async () => {
    scene.fill(1, 3);
    const { receiver, push, versions } = recorder();
    const { started, waits, tick } = start(receiver);
    expect(waits()).toEqual([0]);
    expect(await tick()).toMatchObject({ handled: 3 });
    expect(waits()).toEqual([300_000]);
    scene.fill(4, 9);
    await push(9);
    expect(waits()).toEqual([5000]);
    expect(await tick()).toMatchObject({ handled: 5, position: 9 });
    expect(waits()).toEqual([300_000]);
    expect(versions).toEqual([1, 2, 3, 9, 4, 5, 6, 7, 8]);
    await started.stop();
    expect(waits()).toEqual([]);
  });

  it("comes back after an outage of the server, waiting longer each time", async () => {
    scene.fill(1, 2);
    for (let index = 0; index < 3; index += 1) scene.feed.faults.push((response) => answer(response, 503, {}));
    const { receiver } = recorder();
    const { started, waits, tick } = start(receiver);
    const seen: number[][] = [];
    for (let index = 0; index < 3; index += 1) {
      expect(await tick()).toBe("error");
      seen.push(waits());
    }
    expect(seen).toEqual([[10_000], [20_000], [40_000]]);
    expect(await tick()).toMatchObject({ handled: 2 });
    expect(waits()).toEqual([300_000]);
    await started.stop();
  });

  it("tries again soon while a handler fails", async () => {
    scene.fill(1, 1);
    let runs = 0;
    const { receiver } = recorder({
      on: {
        "*": () => {
          runs += 1;
          if (runs === 1) throw new Error("once");
        },
      },
    });
    const { started, waits, tick } = start(receiver);
    expect(await tick()).toMatchObject({ failed: [{ sequence: 1 }] });
    expect(waits()).toEqual([10_000]);
    expect(await tick()).toMatchObject({ handled: 1, failed: [] });
    await started.stop();
  });

  it("stops in the middle of a run, twice if need be, and leaves the lock free", async () => {
    scene.fill(1, 3);
    const opened = gate();
    const handling = gate();
    const { receiver, versions } = recorder();
    const slow = recorder({ store: receiver.store, on: { "*": () => (handling.resolve(), opened.promise) } });
    const { started, planned } = start(slow.receiver);
    planned.shift()?.call();
    await handling.promise;
    const stopping = Promise.all([started.stop(), started[Symbol.asyncDispose]()]);
    opened.resolve();
    await stopping;
    expect(planned).toEqual([]);
    expect(await catchUp(receiver, scene.options())).toMatchObject({ kind: "done", handled: 2 });
    expect(versions).toEqual([2, 3]);
  });

  it("looks again after a run under way when a gap opens meanwhile", async () => {
    scene.fill(1, 2);
    const opened = gate();
    const handling = gate();
    const { receiver, push } = recorder({
      on: {
        "*": ({ data }) =>
          (data as { version: number }).version === 1 ? (handling.resolve(), opened.promise) : undefined,
      },
    });
    const { started, planned, waits, tick } = start(receiver);
    const first = tick();
    await handling.promise;
    await push(5);
    expect(waits()).toEqual([5000]);
    planned.shift()?.call();
    expect(waits()).toEqual([5000]);
    opened.resolve();
    await first;
    expect(waits()).toEqual([5000]);
    await started.stop();
  });

  it("follows the feed without any push when it may wait there", async () => {
    scene.fill(1, 2);
    const seen: number[] = [];
    let arrived = gate();
    const { receiver } = recorder({
      on: {
        "*": ({ data }) => {
          seen.push((data as { version: number }).version);
          if (seen.length % 2 === 0) arrived.resolve();
        },
      },
    });
    const started = startCatchUp(receiver, scene.options({ waitSeconds: 30 }));
    await arrived.promise;
    while (!scene.feed.asked.includes("?after=2&limit=100&wait=30")) await new Promise(setImmediate);
    arrived = gate();
    scene.fill(3, 4);
    scene.feed.release();
    await arrived.promise;
    expect(seen).toEqual([1, 2, 3, 4]);
    while (!scene.feed.asked.includes("?after=4&limit=100&wait=30")) await new Promise(setImmediate);
    scene.feed.release();
    while (scene.feed.asked.filter((query) => query.startsWith("?after=4&")).length < 2)
      await new Promise(setImmediate);
    await started.stop();
    expect((await catchUp(receiver, scene.options())).kind).toBe("done");
  });

  it("ignores gaps of other webhooks", async () => {
    const { receiver } = recorder();
    const { started, planned, waits } = start(receiver, {
      webhookId: "0193a5f0-0000-7000-8000-0000000000ab",
      everyMs: 0,
    });
    planned.length = 0;
    await receiver.handle(signedRequest({}, 5));
    expect(waits()).toEqual([]);
    await started.stop();
  });

  it.each([{ graceMs: -1 }, { everyMs: Number.NaN }])("refuses %j", (more) => {
    const { receiver } = recorder();
    expect(() => startCatchUp(receiver, { ...scene.options(), ...more })).toThrow(/must be a number from 0/);
  });
});
