// The poller against a server: what it asks, what it notes, and how it waits.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApi } from "../api/api.ts";
import { compareJournal } from "../compare/compare.ts";
import type { Entry } from "../journal/entry.ts";
import { type Journal, openJournal } from "../journal/journal.ts";
import { createPollTap } from "../taps/poll-tap.ts";
import { createSteppingClock, type SteppingClock } from "../testkit/clocks.ts";
import { Desk } from "../testkit/desk.ts";
import { DESK_KEY, type DeskServer, openDeskServer } from "../testkit/desk-server.ts";
import { WORLD_START } from "../testkit/world.ts";
import { createPoller, type Poller, type PollSource } from "./poller.ts";

let folder: string;
let clock: SteppingClock;
let desk: Desk;
let server: DeskServer;
let journal: Journal;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cutover-poller-"));
  clock = createSteppingClock(WORLD_START);
  desk = new Desk({ clock });
  server = await openDeskServer(desk);
  journal = openJournal(join(folder, "j.journal"));
});

afterEach(async () => {
  journal.close();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function poller(source: PollSource, options: { readonly sampleEvery?: number; readonly apiKey?: string } = {}): Poller {
  const api = createApi({ url: server.url, apiKey: options.apiKey ?? DESK_KEY, clock });
  const { sampleEvery = 0 } = options;
  return createPoller({ api, tap: createPollTap({ journal, clock }), journal, source, sampleEvery });
}

function noted<Kind extends Entry["kind"]>(kind: Kind): Extract<Entry, { kind: Kind }>[] {
  return [...journal.readAll()].filter((entry): entry is Extract<Entry, { kind: Kind }> => entry.kind === kind);
}

describe("polling by id", () => {
  it("notes each state once and every request, and asks with the ETag it knows", async () => {
    const ids = [desk.create(), desk.create()];
    const polling = poller({ kind: "ids", ids });
    await polling.round();
    clock.advance(5000);
    await polling.round();
    desk.write(ids[0] as string, "status");
    clock.advance(5000);
    await polling.round();
    expect(noted("poll").map(({ status }) => status)).toEqual([200, 200, 304, 304, 200, 304]);
    expect(noted("sight").map(({ state }) => state?.["version"])).toEqual([1, 1, 2]);
    expect(noted("sight")[2]?.since?.at).toBe(WORLD_START + 5000);
  });

  it("waits as long as a 429 asks, notes the cost, and asks again", async () => {
    const id = desk.create();
    server.spoil(/tickets/, 429, 503);
    await poller({ kind: "ids", ids: [id] }).round();
    expect(noted("poll").map(({ status }) => status)).toEqual([429, 503, 200]);
    expect(clock.slept).toEqual([7000, 7000]);
  });

  it("goes on with the next ticket after a 404, a 500 and a dropped connection", async () => {
    const id = desk.create();
    const absent = "0198c0de-0000-7000-8000-00000000ffff";
    server.spoil(new RegExp(id), 500, 0);
    const polling = poller({ kind: "ids", ids: [absent, id] });
    for (let round = 0; round < 3; round++) await polling.round();
    const { classes, requests } = compareJournal(journal);
    expect([classes.gone, classes.poll_error]).toEqual([1, 2]);
    expect(requests.errors).toEqual({ "500": 1, network: 1 });
  });

  it("ends with a clear fault when the key is not taken", async () => {
    const polling = poller({ kind: "ids", ids: [desk.create()] }, { apiKey: "wrong" });
    await expect(polling.round()).rejects.toThrow("TICKETWIRE_API_KEY");
  });

  it("looks twice now and then, and learns which fields move by themselves", async () => {
    const id = desk.create();
    const polling = poller({ kind: "ids", ids: [id] }, { sampleEvery: 1 });
    let age = 0;
    desk.beforeRead = () => void desk.tickets.set(id, { ...desk.tickets.get(id), attributes: { age: ++age } });
    for (let round = 0; round < 3; round++) {
      clock.advance(5000);
      await polling.round();
    }
    const { noise, classes, requests } = compareJournal(journal);
    expect(noise.samples).toBe(3);
    expect(noise.paths).toEqual(["attributes.age"]);
    expect(requests.polls).toBe(3);
    expect(classes.mismatch + classes.missing).toBe(0);
  });
});

describe("polling by filter", () => {
  it("reads all pages first, and then only what changed since, with an overlap", async () => {
    const ids = Array.from({ length: 230 }, () => desk.create());
    const polling = poller({ kind: "filter", query: {} });
    await polling.round();
    expect(noted("poll")).toHaveLength(3);
    expect(noted("sight")).toHaveLength(230);
    clock.advance(60_000);
    desk.write(ids[7] as string, "title");
    await polling.round();
    expect(noted("poll")).toHaveLength(6);
    clock.advance(60_000);
    await polling.round();
    expect(noted("poll")).toHaveLength(7);
    expect(noted("sight").at(-1)?.since?.at).toBe(WORLD_START);
  });

  it("watches tickets from their creation on", async () => {
    desk.create();
    const polling = poller({ kind: "filter", query: {} });
    await polling.round();
    clock.advance(60_000);
    desk.create();
    clock.advance(60_000);
    await polling.round();
    clock.advance(60_000);
    await polling.round();
    const { classes, differences } = compareJournal(journal, { settleMs: 0 });
    expect(classes.missing).toBe(1);
    expect(differences[0]?.lacking).toEqual(["ticket.created"]);
  });
});
