// catchUp over real HTTP: what is missing comes from the feed, once and in order; it resumes, and goes past what fails.
import { describe, expect, it } from "vitest";
import { recorder, useFeed } from "../testkit/catch-up-scene.ts";
import { feedEvent } from "../testkit/feed-server.ts";
import { createMemoryStore } from "../stores/memory.ts";
import { gate, signedRequest, WEBHOOK_ID } from "../testkit/signed-request.ts";
import { catchUp } from "./catch-up.ts";

const scene = useFeed();

describe("catchUp", () => {
  it("handles everything from the beginning, in order, page by page, and then nothing", async () => {
    scene.fill(1, 25);
    const { receiver, versions } = recorder();
    const report = await catchUp(receiver, scene.options({ pageSize: 10 }));
    expect(report).toEqual({ kind: "done", handled: 25, passed: 0, failed: [], lost: [], position: 25 });
    expect(versions).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    expect(await catchUp(receiver, scene.options())).toMatchObject({ handled: 0, passed: 0, position: 25 });
    expect(scene.feed.asked.at(-1)).toBe("?after=25&limit=100");
  });

  it("fetches just the gaps and what is new after pushes came out of order", async () => {
    scene.fill(1, 40);
    const { receiver, versions, push } = recorder();
    for (const sequence of [1, 2, 5, 6, 30]) await push(sequence);
    versions.length = 0;
    const report = await catchUp(receiver, scene.options());
    expect(report).toMatchObject({ handled: 35, position: 40 });
    expect(versions).toEqual([
      3,
      4,
      ...Array.from({ length: 23 }, (_, index) => index + 7),
      ...Array.from({ length: 10 }, (_, index) => index + 31),
    ]);
    expect(scene.feed.asked).toEqual([
      "?after=2&limit=2",
      "?after=6&limit=23",
      "?after=30&limit=100",
      "?after=40&limit=100",
    ]);
  });

  it("handles an event that is pushed and pulled once, whichever is first", async () => {
    scene.fill(1, 3);
    const { receiver, versions, push } = recorder();
    await catchUp(receiver, scene.options());
    for (const sequence of [1, 2, 3]) expect((await push(sequence)).status).toBe(200);
    expect(versions).toEqual([1, 2, 3]);
  });

  it("leaves an event that is being handled by a push to it", async () => {
    scene.fill(1, 3);
    const opened = gate();
    const started = gate();
    const { receiver, push } = recorder({
      on: {
        "*": ({ data }) =>
          (data as { version: number }).version === 2 ? (started.resolve(), opened.promise) : undefined,
      },
    });
    const pushed = push(2);
    await started.promise;
    expect(await catchUp(receiver, scene.options())).toMatchObject({
      kind: "done",
      handled: 2,
      passed: 1,
      position: 1,
    });
    opened.resolve();
    await pushed;
    expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 3, gaps: [] });
  });

  it("resumes where a killed process stopped, from the position in the store", async () => {
    scene.fill(1, 20);
    const store = createMemoryStore();
    const dies = new AbortController();
    const first = recorder({
      store,
      on: { "*": ({ data }) => void ((data as { version: number }).version === 7 && dies.abort(new Error("killed"))) },
    });
    expect(await catchUp(first.receiver, scene.options({ signal: dies.signal }))).toMatchObject({
      kind: "stopped",
      position: 7,
    });
    const second = recorder({ store });
    expect(await catchUp(second.receiver, scene.options())).toMatchObject({ handled: 13, position: 20 });
    expect(second.versions[0]).toBe(8);
  });

  it("goes past an event whose handler fails, names it, and tries only it again", async () => {
    scene.fill(1, 30);
    let isBroken = true;
    const handled: number[] = [];
    const { receiver } = recorder({
      on: {
        "*": ({ data }) => {
          const { version } = data as { version: number };
          if (version === 11 && isBroken) throw new Error("poison");
          handled.push(version);
        },
      },
    });
    const report = await catchUp(receiver, scene.options({ pageSize: 10 }));
    expect(report).toMatchObject({ kind: "done", handled: 29, position: 10 });
    expect(report.failed).toMatchObject([
      { sequence: 11, eventId: "event-of-sequence-11", error: { message: "poison" } },
    ]);
    isBroken = false;
    scene.feed.asked.length = 0;
    expect(await catchUp(receiver, scene.options())).toMatchObject({ handled: 1, passed: 0, position: 30 });
    expect(scene.feed.asked).toEqual(["?after=10&limit=1", "?after=30&limit=100"]);
    expect(handled.at(-1)).toBe(11);
  });

  it("stops when one handler after the other fails, since the next would too", async () => {
    scene.fill(1, 30);
    const { receiver } = recorder({ on: { "*": () => Promise.reject(new Error("CRM is down")) } });
    const report = await catchUp(receiver, scene.options({ maxFailures: 3 }));
    expect(report).toMatchObject({ kind: "stopped", position: 0 });
    expect(report.failed.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it("lets an event be crossed off that no handler will ever take", async () => {
    scene.fill(1, 3);
    const { receiver } = recorder({
      on: {
        "*": ({ data }) =>
          (data as { version: number }).version === 2 ? Promise.reject(new Error("poison")) : undefined,
      },
    });
    await catchUp(receiver, scene.options());
    await receiver.skip({ webhookId: WEBHOOK_ID, from: 2, to: 2 });
    expect(await catchUp(receiver, scene.options())).toMatchObject({ handled: 0, failed: [], position: 3 });
  });

  it("names what the server does not keep any more, once", async () => {
    scene.fill(11, 20);
    scene.fill(31, 35);
    const { receiver, push } = recorder();
    await push(2);
    const report = await catchUp(receiver, scene.options({ pageSize: 7 }));
    expect(report.lost.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [3, 10],
      [21, 30],
    ]);
    expect(report).toMatchObject({ handled: 15, position: 35 });
    expect((await catchUp(receiver, scene.options())).lost).toEqual([]);
  });

  it.each([
    ["latest", 0],
    [15, 5],
    ["beginning", 20],
  ] as const)("of a receiver that starts at %s handles %s events of an old webhook", async (start, handled) => {
    scene.fill(1, 20);
    const { receiver } = recorder({ start });
    expect(await catchUp(receiver, scene.options({ pageSize: 8 }))).toMatchObject({
      kind: "done",
      handled,
      position: 20,
    });
    scene.fill(21, 22);
    expect(await catchUp(receiver, scene.options())).toMatchObject({ handled: 2, position: 22 });
  });

  it("runs once at a time over all processes", async () => {
    scene.fill(1, 3);
    const store = createMemoryStore();
    const opened = gate();
    const started = gate();
    const first = recorder({ store, on: { "*": () => (started.resolve(), opened.promise) } });
    const running = catchUp(first.receiver, scene.options());
    await started.promise;
    const second = recorder({ store });
    expect(await catchUp(second.receiver, scene.options())).toMatchObject({ kind: "busy", handled: 0 });
    opened.resolve();
    expect(await running).toMatchObject({ kind: "done", handled: 3 });
    expect((await catchUp(second.receiver, scene.options())).kind).toBe("done");
  });

  it("is not led astray by a sequence that never was", async () => {
    scene.fill(1, 10);
    const { receiver, push, versions } = recorder();
    await push(1);
    const request = signedRequest(feedEvent(2), 999_999_999);
    await receiver.handle(request);
    expect(await catchUp(receiver, scene.options())).toMatchObject({ handled: 8, passed: 1, position: 10 });
    scene.fill(11, 12);
    expect(await catchUp(receiver, scene.options())).toMatchObject({ handled: 2, position: 12 });
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});
