// The taps inside an integration: its fetch, its poll loop, its receiver, its actions.
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatSignature, importSigningSecret } from "@ticketwire/contract";
import { createReceiver } from "@ticketwire/receiver";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareJournal } from "../compare/compare.ts";
import type { Entry, TicketState } from "../journal/entry.ts";
import { type Journal, openJournal } from "../journal/journal.ts";
import { createSteppingClock, type SteppingClock } from "../testkit/clocks.ts";
import { Desk } from "../testkit/desk.ts";
import { DESK_KEY, type DeskServer, openDeskServer } from "../testkit/desk-server.ts";
import { WORLD_START } from "../testkit/world.ts";
import { openTaps, type Taps } from "./taps.ts";

let folder: string;
let clock: SteppingClock;
let desk: Desk;
let server: DeskServer;
let journal: Journal;
let taps: Taps;
let errors: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cutover-taps-"));
  clock = createSteppingClock(WORLD_START);
  desk = new Desk({ clock });
  server = await openDeskServer(desk);
  journal = openJournal(join(folder, "j.journal"));
  errors = [];
  taps = openTaps({ journal, clock, onError: (error) => errors.push(error) });
});

afterEach(async () => {
  await taps.close();
  journal.close();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

const headers = { "X-API-Key": DESK_KEY };

function noted<Kind extends Entry["kind"]>(kind: Kind): Extract<Entry, { kind: Kind }>[] {
  return [...journal.readAll()].filter((entry): entry is Extract<Entry, { kind: Kind }> => entry.kind === kind);
}

describe("watch(fetch)", () => {
  it("hands every answer through unread and notes reads of tickets", async () => {
    const id = desk.create();
    const watched = taps.watch(fetch);
    const one = await watched(`${server.url}/api/v1/tickets/${id}`, { headers });
    expect(((await one.json()) as { data: TicketState }).data["ticket_id"]).toBe(id);
    const list = await watched(new Request(`${server.url}/api/v1/tickets?limit=5`, { headers }));
    expect(((await list.json()) as { data: TicketState[] }).data).toHaveLength(1);
    await watched(new URL(`${server.url}/api/v1/tickets/${id}/comments`), { headers });
    await watched(`${server.url}/api/v1/tickets/${id}`, { method: "POST", headers });
    await taps.close();
    expect(noted("poll").map(({ ticket, status }) => [ticket, status])).toEqual([
      [id, 200],
      [undefined, 200],
    ]);
    expect(noted("sight")).toHaveLength(2);
    expect(noted("poll")[0]?.date).toBe(WORLD_START);
  });

  it("notes what fails, and throws it on to the caller", async () => {
    const id = desk.create();
    const watched = taps.watch(fetch);
    server.spoil(/tickets/, 429, 0);
    expect((await watched(`${server.url}/api/v1/tickets/${id}`, { headers })).status).toBe(429);
    await expect(watched(`${server.url}/api/v1/tickets/${id}`, { headers })).rejects.toThrow("fetch failed");
    const aborted = AbortSignal.abort(new DOMException("too slow", "TimeoutError"));
    await expect(watched(`${server.url}/api/v1/tickets/${id}`, { headers, signal: aborted })).rejects.toThrow(
      "too slow",
    );
    await taps.close();
    expect(noted("poll").map(({ status, failure }) => [status, failure])).toEqual([
      [429, undefined],
      [null, "network"],
      [null, "timeout"],
    ]);
  });

  it("tells a fault of its own and leaves the caller alone", async () => {
    const broken = taps.watch(async () => new Response("no json", { status: 200 }));
    expect(await (await broken(`${server.url}/api/v1/tickets/x`)).text()).toBe("no json");
    await taps.close();
    expect(errors.splice(0)).toHaveLength(1);
  });
});

describe("recordPoll", () => {
  it("takes a record or a list, and returns what changed with what was before", () => {
    const [first, second] = [desk.create(), desk.create()];
    const records = [...desk.tickets.values()];
    expect(taps.recordPoll(records)).toHaveLength(2);
    expect(taps.recordPoll(records)).toHaveLength(0);
    desk.write(first, "title");
    const changed = taps.recordPoll(desk.tickets.get(first) as TicketState);
    expect(changed.map(({ ticket, previous }) => [ticket, previous?.["version"]])).toEqual([[first, 1]]);
    expect(second).not.toBe(first);
  });

  it("goes on after a restart where it stopped", async () => {
    const id = desk.create();
    taps.recordPoll(desk.tickets.get(id) as TicketState);
    await taps.close();
    await using again = openTaps({ journal, clock });
    expect(again.recordPoll(desk.tickets.get(id) as TicketState)).toEqual([]);
  });

  it("refuses what is no record, with what is meant", () => {
    expect(() => taps.recordPoll({ data: {} })).toThrow("ticket_id");
    expect(() => taps.recordEvent({ hello: 1 })).toThrow("envelope");
  });
});

describe("the middleware for the receiver kit", () => {
  const secret = "s".repeat(43);

  function request(event: unknown, key = secret) {
    const rawBody = JSON.stringify(event);
    const signature = formatSignature([importSigningSecret(key)], Math.floor(clock.now() / 1000), rawBody);
    const sent = {
      "X-Alga-Signature": signature,
      "X-Alga-Webhook-Id": "0198c0de-0000-7000-8000-0000000000f1",
      "X-Alga-Sequence": "4",
    };
    return { rawBody, headers: sent };
  }

  it("notes what the receiver took, copies too, and what it turned away; answers stay as they are", async () => {
    const id = desk.create();
    const handled: string[] = [];
    let isDown = false;
    const receiver = taps.receiver(
      createReceiver({
        secrets: secret,
        store: createMemoryStore(),
        now: () => clock.now(),
        onError: () => undefined,
        on: {
          "*": ({ event_id }) => {
            if (isDown) throw new Error("down");
            handled.push(event_id);
          },
        },
      }),
    );
    const event = desk.deliveries[0]?.event;
    expect((await receiver.handle(request(event))).status).toBe(200);
    expect((await receiver.handle(request(event))).status).toBe(200);
    expect((await receiver.handle(request(event, "x".repeat(43)))).status).toBe(401);
    desk.write(id, "title");
    isDown = true;
    expect((await receiver.handle(request(desk.deliveries[1]?.event))).status).toBe(500);
    expect(handled).toHaveLength(1);
    expect(noted("event").map(({ ticket, sequence, via }) => [ticket, sequence, via])).toEqual([
      [id, 4, "receiver"],
      [id, 4, "receiver"],
    ]);
    expect(noted("refusal").map(({ status, reason }) => [status, reason])).toEqual([
      [401, "signature_mismatch"],
      [500, "handler_failed"],
    ]);
  });
});

describe("react", () => {
  it("performs on the live side, records on both, and moves with the stage", async () => {
    const performed: string[] = [];
    const poll = taps.react<string>({ side: "poll", perform: (action) => void performed.push(`poll ${action}`) });
    const push = taps.react<string>({ side: "push", perform: (action) => void performed.push(`push ${action}`) });
    expect(await poll({ ticket: "t1", action: "notify" })).toBe(true);
    expect(await push({ ticket: "t1", action: "notify" })).toBe(false);
    journal.append({ kind: "stage", at: clock.now(), stage: "webhook_primary", from: "shadow" });
    clock.advance(1000);
    expect(await poll({ ticket: "t1", action: "close" })).toBe(false);
    expect(await push({ ticket: "t1", action: "close" })).toBe(true);
    expect(performed).toEqual(["poll notify", "push close"]);
    expect(compareJournal(journal).actions.match).toBe(2);
  });

  it("compares what both sides planned", async () => {
    const poll = taps.react<unknown>({ side: "poll", perform: () => undefined });
    const push = taps.react<unknown>({ side: "push", perform: () => undefined });
    await poll({ ticket: "t1", key: "assign", action: { to: "Ada" } });
    await push({ ticket: "t1", key: "assign", action: { to: "Grace" } });
    await poll({ ticket: "t1", action: "only here" });
    await push({ ticket: "t2", action: "only there" });
    const { actions } = compareJournal(journal, { settleMs: 0 });
    expect([actions.match, actions.onlyPoll, actions.onlyPush, actions.different]).toEqual([0, 1, 1, 1]);
  });

  it("lets a failure of the action through", async () => {
    const poll = taps.react<string>({ side: "poll", perform: () => Promise.reject(new Error("no mail server")) });
    await expect(poll({ ticket: "t1", action: "notify" })).rejects.toThrow("no mail server");
  });
});

describe("a watched fetch against a server that is slow", () => {
  it("does not wait for the journal", async () => {
    const slow = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"data":');
      slow.once("finish-now", () => response.end('{"ticket_id":"t9","version":1}}'));
    });
    slow.listen(0, "127.0.0.1");
    await once(slow, "listening");
    const watched = taps.watch(fetch);
    const response = await watched(`http://127.0.0.1:${(slow.address() as AddressInfo).port}/api/v1/tickets/t9`);
    expect(response.status).toBe(200);
    slow.emit("finish-now");
    await response.json();
    await taps.close();
    expect(noted("sight").map(({ ticket }) => ticket)).toEqual(["t9"]);
    slow.close();
    slow.closeAllConnections();
  });
});
