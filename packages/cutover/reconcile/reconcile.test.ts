// Reconcile by each way: what it finds, that it finds nothing twice, and that it goes on where it stopped.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_RETRY_SCHEDULE } from "@ticketwire/contract";
import { verify } from "@ticketwire/receiver";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CutoverError } from "../errors.ts";
import type { EventBody } from "../journal/entry.ts";
import { openJournal } from "../journal/journal.ts";
import { createSteppingClock, type SteppingClock } from "../testkit/clocks.ts";
import { Desk, DESK_TENANT, DESK_WEBHOOK } from "../testkit/desk.ts";
import { DESK_KEY, type DeskServer, openDeskServer } from "../testkit/desk-server.ts";
import { WORLD_START } from "../testkit/world.ts";
import { ladderFate } from "./ladder.ts";
import { reconcile, type ReconcileOptions, type ReconcileResult } from "./reconcile.ts";
import { createForwardSink } from "./sinks.ts";
import { uuidV5 } from "./uuid.ts";

let folder: string;
let clock: SteppingClock;
let desk: Desk;
let server: DeskServer;
let events: EventBody[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cutover-reconcile-"));
  clock = createSteppingClock(WORLD_START);
  desk = new Desk({ clock });
  server = await openDeskServer(desk);
  events = [];
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function run(options: Partial<ReconcileOptions> = {}): Promise<ReconcileResult> {
  const base = {
    url: server.url,
    apiKey: DESK_KEY,
    clock,
    journal: join(folder, "r.journal"),
    since: WORLD_START + 1000,
  };
  return reconcile({ ...base, sink: ({ event }) => void events.push(event), ...options });
}

/** Two tickets from before, then a status, two titles and a comment, and a new ticket. */
function liveThroughAnOutage(): readonly [string, string] {
  const [first, second] = [desk.create(), desk.create()];
  clock.advance(3_600_000);
  desk.write(first, "status");
  clock.advance(1000);
  desk.write(second, "title");
  clock.advance(1000);
  desk.write(second, "title");
  clock.advance(1000);
  desk.write(second, "comment");
  clock.advance(1000);
  desk.create();
  clock.advance(1000);
  return [first, second];
}

function types(): string[] {
  return events.map(({ event_type }) => event_type);
}

describe("by pages of tickets", () => {
  it("makes marked events with ids that stay the same, and nothing twice", async () => {
    liveThroughAnOutage();
    const result = await run();
    expect(result).toMatchObject({ via: "list", found: 4, synthetic: 4 });
    expect(types()).toEqual(["ticket.updated", "ticket.updated", "ticket.comment.added", "ticket.created"]);
    for (const { data, tenant_id } of events)
      expect([data["is_synthetic"], typeof tenant_id]).toEqual([true, "string"]);
    const ids = events.map(({ event_id }) => event_id);
    expect(await run()).toMatchObject({ found: 0 });
    await run({ journal: join(folder, "another.journal") });
    expect(events.slice(4).map(({ event_id }) => event_id)).toEqual(ids);
  });

  it("tells what changed where the journal knows what was before, and of which tenant", async () => {
    const [first] = liveThroughAnOutage();
    using journal = openJournal(join(folder, "r.journal"));
    for (const { event } of desk.deliveries.slice(0, 2)) {
      const ticket = String(event.data["ticket_id"]);
      journal.append({ kind: "event", at: WORLD_START, ticket, via: "receiver", event });
    }
    await run();
    expect(types()).toEqual([
      "ticket.updated",
      "ticket.status_changed",
      "ticket.updated",
      "ticket.comment.added",
      "ticket.created",
    ]);
    const [updated, changed] = events;
    expect(updated?.data["changes"]).toEqual(
      desk.deliveries.find(({ event }) => event.event_type === "ticket.updated" && event.data["ticket_id"] === first)
        ?.event.data["changes"],
    );
    expect(changed?.data["previous_status_name"]).toBe("Open");
    expect(events.every(({ tenant_id }) => tenant_id === DESK_TENANT)).toBe(true);
  });

  it("passes over what events told already", async () => {
    liveThroughAnOutage();
    using journal = openJournal(join(folder, "r.journal"));
    for (const { event } of desk.deliveries) {
      const ticket = String(event.data["ticket_id"]);
      journal.append({ kind: "event", at: WORLD_START, ticket, via: "receiver", event });
    }
    expect(await run()).toMatchObject({ found: 0, known: 3 });
  });

  it("waits as long as a 429 asks, and asks unchanged pages with their ETag", async () => {
    for (let count = 0; count < 150; count++) desk.create();
    server.spoil(/tickets$/, 429);
    await run({ since: WORLD_START - 1, hasComments: false });
    expect(clock.slept).toEqual([7000]);
    expect(events).toHaveLength(150);
    server.requests.length = 0;
    await run({ since: WORLD_START - 1, hasComments: false });
    expect([events.length, server.requests.length]).toEqual([150, 2]);
  });

  it("keeps what it found when the server goes away, and goes on from there", async () => {
    for (let count = 0; count < 250; count++) desk.create();
    const fixed = { since: WORLD_START - 1, hasComments: false };
    let given = 0;
    const failing = run({
      ...fixed,
      sink: ({ event }) => (++given > 120 ? Promise.reject(new Error("sink full")) : void events.push(event)),
    });
    await expect(failing).rejects.toThrow("sink full");
    server.requests.length = 0;
    server.spoil(/tickets$/, ...Array<number>(7).fill(500));
    await expect(run(fixed)).rejects.toThrow("run it again to go on");
    await run(fixed);
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(250);
    expect(events).toHaveLength(250);
  });

  it("reads every page of a ticket's comments: the newest stand on the last", async () => {
    const id = desk.create();
    for (let count = 0; count < 230; count++) desk.write(id, "comment");
    clock.advance(10_000);
    desk.write(id, "comment");
    await run({ since: WORLD_START + 5000 });
    expect(types()).toEqual(["ticket.updated", "ticket.comment.added"]);
    expect(events[1]?.data["comment"]).toMatchObject({ timestamp: new Date(WORLD_START + 10_000).toISOString() });
  });

  it("goes on where it was killed although a relative --since has moved on meanwhile", async () => {
    for (let count = 0; count < 250; count++) desk.create();
    const fixed = { hasComments: false };
    let given = 0;
    const sink = (): void => {
      if (++given > 220) throw new Error("killed");
    };
    await expect(run({ ...fixed, since: WORLD_START - 60_000, sink })).rejects.toThrow("killed");
    server.requests.length = 0;
    await run({ ...fixed, since: WORLD_START - 30_000 });
    expect([events.length, server.requests.length]).toEqual([30, 1]);
  });

  it("says what it waits for, and can be stopped while it does", async () => {
    desk.create();
    server.spoil(/tickets$/, ...Array<number>(9).fill(429));
    const end = new AbortController();
    const notices: string[] = [];
    const onNotice = (message: string): void => {
      notices.push(message);
      end.abort();
    };
    await expect(run({ signal: end.signal, onNotice })).rejects.toMatchObject({ code: "stopped" });
    expect(notices).toEqual([expect.stringContaining("answered 429 (spoilt); asked again in 7.0 s")]);
  });

  it("counts only, on a dry run", async () => {
    liveThroughAnOutage();
    expect(await run({ isDryRun: true })).toMatchObject({ found: 4 });
    expect(events).toEqual([]);
    expect(await run()).toMatchObject({ found: 4 });
  });
});

describe("through the feed", () => {
  it("brings the very events that were not delivered, since the moment and no earlier", async () => {
    liveThroughAnOutage();
    for (const delivery of desk.deliveries.slice(0, 3)) delivery.status = "delivered";
    const result = await run({ webhook: DESK_WEBHOOK });
    expect(result).toMatchObject({ via: "feed", synthetic: 0, known: 1 });
    expect(events).toEqual(desk.deliveries.slice(3).map(({ event }) => event));
    expect(await run({ webhook: DESK_WEBHOOK })).toMatchObject({ found: 0 });
  });

  it("brings the delivered ones too when asked", async () => {
    liveThroughAnOutage();
    for (const delivery of desk.deliveries) delivery.status = "delivered";
    await run({ webhook: DESK_WEBHOOK, hasDelivered: true });
    expect(events).toHaveLength(desk.deliveries.length - 2);
  });

  it("finds its place in a long feed with few requests", async () => {
    const id = desk.create();
    for (let count = 0; count < 2000; count++) {
      clock.advance(60_000);
      desk.write(id, "priority");
    }
    const since = clock.now() - 10.5 * 60_000;
    await run({ webhook: DESK_WEBHOOK, since });
    expect(events).toHaveLength(11);
    expect(server.requests.length).toBeLessThan(25);
  });
});

describe("by recover, and when a way is not offered", () => {
  it("has the sender send again, and waits for the job", async () => {
    liveThroughAnOutage();
    for (const delivery of desk.deliveries) delivery.status = "abandoned";
    server.absent.add("events");
    const result = await run({ webhook: DESK_WEBHOOK });
    expect(result).toMatchObject({ via: "recover", job: { status: "done" } });
    expect(desk.deliveries.every(({ status }) => status === "retrying")).toBe(true);
  });

  it("lists tickets when the server offers neither, and says so", async () => {
    liveThroughAnOutage();
    server.absent.add("events").add("recover");
    const notices: string[] = [];
    const onNotice = (message: string): void => void notices.push(message);
    expect(await run({ webhook: DESK_WEBHOOK, onNotice })).toMatchObject({ via: "list", found: 4 });
    expect(notices).toEqual([expect.stringMatching(/^feed .* trying recover$/), expect.stringMatching(/trying list$/)]);
  });

  it("refuses the id of a webhook that is not there instead of going another way", async () => {
    liveThroughAnOutage();
    const wrong = "0198c0de-0000-7000-8000-00000000dead";
    await expect(run({ webhook: wrong })).rejects.toThrow(`webhook ${wrong} is not there`);
    expect(events).toEqual([]);
  });
});

describe("forwarding", () => {
  it("posts signed events that a receiver verifies, and stops when they are not taken", async () => {
    liveThroughAnOutage();
    const secret = "f".repeat(43);
    const seen: string[] = [];
    let isOpen = true;
    const receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const verified = await verify(Buffer.concat(chunks), request.headers, {
        secrets: secret,
        now: () => clock.now(),
      });
      if (verified.kind === "event" && isOpen) seen.push(String(request.headers["x-ticketwire-reconcile"]));
      response.writeHead(isOpen && verified.kind === "event" ? 200 : 500).end();
    });
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const sink = createForwardSink({ url, secret, clock });
    isOpen = false;
    await expect(run({ sink })).rejects.toThrow("did not take event");
    isOpen = true;
    expect(await run({ sink })).toMatchObject({ found: 4 });
    expect(seen).toEqual(Array(4).fill("synthetic"));
    receiver.closeAllConnections();
    receiver.close();
  });
});

describe("wrong options", () => {
  it.each([
    [{ since: Number.NaN }, "since"],
    [{ since: 2, until: 1 }, "until"],
    [{ via: "telepathy" }, "telepathy"],
    [{ via: "feed" }, "webhook"],
    [{ webhook: "abc" }, "abc"],
    [{ filter: { updated_from: "x" } }, "updated_from"],
    [{ filter: { board_id: "x" }, webhook: DESK_WEBHOOK }, "filter is for the list"],
    [{ hasDelivered: true }, "all is for the feed"],
  ])("%o are refused by name", async (wrong, name) => {
    const refused = run(wrong as never);
    await expect(refused).rejects.toThrow(name);
    await expect(refused).rejects.toBeInstanceOf(CutoverError);
  });
});

describe("names into ids", () => {
  it("are the version 5 UUIDs of RFC 9562", () => {
    expect(uuidV5("python.org", "6ba7b810-9dad-11d1-80b4-00c04fd430c8")).toBe("886313e1-3b8a-5372-9b90-0c9aee199e5d");
  });
});

describe("the downtime calculator", () => {
  const hours = (count: number): number => count * 3_600_000;

  it("says which attempt brings what, and what is lost", () => {
    const { stretches, lostMs, ladderMs } = ladderFate({ downMs: hours(20) });
    expect(ladderMs).toBe(hours(14) + 36 * 60_000);
    expect(lostMs).toBe(hours(20) - ladderMs);
    expect(stretches.map(({ fate, attempt }) => attempt ?? fate)).toEqual(["lost", 6, 5, 4, 3, 2]);
    expect(ladderFate({ downMs: 30_000 }).stretches).toEqual([
      { fromMs: 0, toMs: 30_000, fate: "comes", attempt: 2, latestAfterMs: 63_000 },
    ]);
    expect(ladderFate({ downMs: 0 }).stretches).toEqual([]);
  });

  it("knows that after a day of failures events are held", () => {
    const { stretches, disabledAfterMs } = ladderFate({ downMs: hours(48) });
    expect(disabledAfterMs).toBe(hours(24));
    expect(stretches.map(({ fate, toMs }) => [fate, toMs])).toEqual([
      ["lost", hours(24) - hours(14) - 36 * 60_000],
      ["held", hours(48)],
    ]);
  });

  it("agrees with a ladder that is played through", () => {
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_399_000 }), share, (downMs, place) => {
        const changedAt = Math.floor(downMs * place);
        const attempts = DEFAULT_RETRY_SCHEDULE.reduce(
          (list, seconds) => [...list, (list.at(-1) ?? 0) + seconds * 1000],
          [changedAt],
        );
        const first = attempts.findIndex((at) => at >= downMs);
        const stretch = ladderFate({ downMs }).stretches.find(
          ({ fromMs, toMs }) => changedAt >= fromMs && changedAt < toMs,
        );
        expect(stretch?.attempt ?? -1).toBe(first === -1 ? -1 : first + 1);
      }),
    );
  });
});
