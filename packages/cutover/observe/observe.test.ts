// observe, whole: a server in memory on a clock sixty times as fast as the wall's, our poller and a feed or a receiver, one
// journal, and what the comparison says about it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatSignature, importSigningSecret } from "@ticketwire/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../api/clock.ts";
import { compareJournal } from "../compare/compare.ts";
import type { Comparison } from "../compare/comparison.ts";
import { openJournal } from "../journal/journal.ts";
import { createFastClock } from "../testkit/clocks.ts";
import { Desk, DESK_WEBHOOK, type DeskDelivery } from "../testkit/desk.ts";
import { DESK_KEY, type DeskServer, openDeskServer } from "../testkit/desk-server.ts";
import { WORLD_START } from "../testkit/world.ts";
import { WRITE_KINDS } from "../testkit/writes.ts";
import { observe } from "./observe.ts";
import type { ObserveOptions } from "./options.ts";

const FACTOR = 60;
const SECRET = "k".repeat(43);

let folder: string;
let path: string;
let clock: Clock;
let desk: Desk;
let server: DeskServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cutover-observe-"));
  path = join(folder, "observe.journal");
  clock = createFastClock(WORLD_START, FACTOR);
  desk = new Desk({ clock });
  server = await openDeskServer(desk);
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function base(tickets: readonly string[]): Omit<ObserveOptions, "webhook" | "receive"> {
  return { url: server.url, apiKey: DESK_KEY, journal: path, tickets, intervalMs: 1000, clock, sampleEvery: 0 };
}

function report(): Comparison {
  using journal = openJournal(path, { create: false });
  return compareJournal(journal);
}

/** Writes to the tickets once the first poll has seen them, one write per look, and then ends the observation. */
function writeBetweenPolls(tickets: readonly string[], writes: number, end: AbortController) {
  const looks = new Map<string, number>();
  let done = 0;
  return (): void => {
    const polls = server.requests.filter((line) => line.startsWith("GET /tickets/")).length;
    if (polls === 0 || polls % tickets.length !== 0 || looks.has(String(polls))) return;
    looks.set(String(polls), polls);
    if (done < writes)
      for (const ticket of tickets) desk.write(ticket, WRITE_KINDS[done % WRITE_KINDS.length] ?? "title");
    else if (done > writes) end.abort();
    done++;
  };
}

describe("observe with a feed", () => {
  it("finds every change on both sides, and ends whole when it is told to", async () => {
    const tickets = [desk.create(), desk.create()];
    const end = new AbortController();
    const onProgress = writeBetweenPolls(tickets, 6, end);
    const summary = await observe({ ...base(tickets), webhook: DESK_WEBHOOK, signal: end.signal, onProgress });
    const { classes, coverage, requests, webhooks } = report();
    expect(summary.isSettled).toBe(true);
    expect([classes.missing, classes.mismatch, classes.pending]).toEqual([0, 0, 0]);
    expect(classes.match + classes.late + classes.coalesced).toBe(12);
    expect(coverage["ticket.updated"]).toBeGreaterThan(0);
    expect(requests.events).toBe(desk.deliveries.length - 2);
    expect(webhooks.map(({ webhook }) => webhook)).toEqual([DESK_WEBHOOK]);
  });

  it("goes on in the same journal after a pause, with the events of the pause", async () => {
    const tickets = [desk.create()];
    for (let part = 0; part < 2; part++) {
      const end = new AbortController();
      const onProgress = writeBetweenPolls(tickets, 2, end);
      await observe({ ...base(tickets), webhook: DESK_WEBHOOK, signal: end.signal, onProgress });
      desk.write(tickets[0] as string, "title");
      server.requests.length = 0;
    }
    const { classes } = report();
    expect([classes.missing, classes.mismatch]).toEqual([0, 0]);
    expect(classes.match + classes.late + classes.coalesced).toBe(5);
  });

  it("ends by itself after the time given", async () => {
    const tickets = [desk.create()];
    const { polls, durationMs } = await observe({ ...base(tickets), webhook: DESK_WEBHOOK, forMs: 5000 });
    expect(polls).toBeGreaterThan(1);
    expect(durationMs).toBeGreaterThanOrEqual(5000);
  });

  it.each([
    [{ apiKey: "wrong" }, "TICKETWIRE_API_KEY"],
    [{ webhook: "0198c0de-0000-7000-8000-00000000dead" }, "404"],
  ])("ends with a clear fault for %o, the journal whole", async (wrong, words) => {
    const options = { ...base([desk.create()]), webhook: DESK_WEBHOOK, ...wrong };
    await expect(observe(options)).rejects.toThrow(words);
    using journal = openJournal(path, { create: false });
    expect(journal.readLast("session")?.phase).toBe("end");
  });
});

describe("observe when the server does not play along", () => {
  it("waits out a 429 before it begins, and says so", async () => {
    const tickets = [desk.create()];
    server.spoil(/webhooks/, 429, 503);
    const notices: string[] = [];
    const onNotice = (message: string): void => void notices.push(message);
    const summary = await observe({ ...base(tickets), webhook: DESK_WEBHOOK, forMs: 2000, onNotice });
    expect(summary.polls).toBeGreaterThan(0);
    expect(notices.join()).toContain("429 (spoilt); asked again in 7.0 s");
  });

  it("tells each kind of failed poll once, and counts them all", async () => {
    const tickets = [desk.create().toUpperCase(), "0198c0de-0000-7000-8000-00000000dead"];
    server.spoil(/tickets/, 500, 0);
    const notices: string[] = [];
    const onNotice = (message: string): void => void notices.push(message);
    const summary = await observe({ ...base(tickets), webhook: DESK_WEBHOOK, forMs: 3500, onNotice });
    const kinds = [/answered 500 \(spoilt\)/, /no answer \(/, /00dead: answered 404/];
    expect(kinds.map((kind) => notices.filter((notice) => kind.test(notice)).length)).toEqual([1, 1, 1]);
    expect(summary.failedPolls).toBeGreaterThanOrEqual(3);
    expect(report().classes).toMatchObject({ poll_error: 2, gone: 1 });
  });

  it("can be stopped while it still waits for the first answer", async () => {
    const end = new AbortController();
    server.spoil(/webhooks/, ...Array<number>(100).fill(429));
    const options = { ...base([desk.create()]), webhook: DESK_WEBHOOK, signal: end.signal };
    await expect(observe({ ...options, onNotice: () => end.abort() })).rejects.toThrow("stopped");
  });

  it("knows a ticket by its id in upper case too", async () => {
    const tickets = [desk.create(), desk.create()];
    const end = new AbortController();
    const onProgress = writeBetweenPolls(tickets, 4, end);
    const upper = tickets.map((id) => id.toUpperCase());
    await observe({ ...base(upper), webhook: DESK_WEBHOOK.toUpperCase(), signal: end.signal, onProgress });
    const { classes, tickets: counted } = report();
    expect([classes.missing, classes.mismatch, counted]).toEqual([0, 0, { polled: 2, told: 2 }]);
    expect(classes.match + classes.late + classes.coalesced).toBe(8);
  });

  it("notes what came through at a later attempt between two looks, so that the downtime shows", async () => {
    const tickets = [desk.create()];
    const end = new AbortController();
    const writing = writeBetweenPolls(tickets, 3, end);
    const onProgress = (): void => {
      writing();
      for (const delivery of desk.deliveries.slice(1))
        Object.assign(delivery, {
          status: "delivered",
          nextAt: null,
          attempts: [
            { at: Date.parse(delivery.event.occurred_at), status: 503 },
            { at: Date.parse(delivery.event.occurred_at) + 2000, status: 200 },
          ],
        });
    };
    await observe({ ...base(tickets), webhook: DESK_WEBHOOK, signal: end.signal, onProgress });
    const { ladder, downtimes } = report();
    expect(ladder.recoveredAt).toEqual({ 2: desk.deliveries.length - 1 });
    expect(downtimes[0]?.reasons).toEqual({ 503: expect.any(Number) });
  });
});

describe("observe with a receiver of its own", () => {
  async function post(
    url: string,
    delivery: DeskDelivery,
    options: { readonly attempt?: number; readonly secret?: string } = {},
  ): Promise<number> {
    const body = JSON.stringify(delivery.event);
    const key = importSigningSecret(options.secret ?? SECRET);
    const headers = {
      "content-type": "application/json",
      "X-Alga-Signature": formatSignature([key], Math.floor(clock.now() / 1000), body),
      "X-Alga-Webhook-Id": DESK_WEBHOOK,
      "X-Alga-Delivery-Id": delivery.deliveryId,
      "X-Alga-Delivery-Attempt": String(options.attempt ?? 1),
      "X-Alga-Sequence": String(delivery.sequence),
    };
    const response = await fetch(url, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  }

  it("notes signed deliveries before it answers, and finds the lost and the doubled one", async () => {
    const tickets = [desk.create()];
    const end = new AbortController();
    const sends: Promise<number>[] = [];
    let url = "";
    let sent = desk.deliveries.length;
    const writing = writeBetweenPolls(tickets, 4, end);
    const onProgress = (): void => {
      writing();
      for (; sent < desk.deliveries.length; sent++) {
        const delivery = desk.deliveries[sent] as DeskDelivery;
        delivery.status = delivery.sequence === 4 ? "abandoned" : "delivered";
        if (delivery.sequence === 4) continue;
        sends.push(post(url, delivery));
        if (delivery.sequence === 5)
          sends.push(post(url, delivery, { attempt: 2 }), post(url, delivery, { secret: "wrong" }));
      }
    };
    const onNotice = (message: string): void => void (url ||= /http:\S+/.exec(message)?.[0] ?? "");
    await observe({
      ...base(tickets),
      receive: { port: 0, secrets: [SECRET] },
      signal: end.signal,
      onProgress,
      onNotice,
    });
    expect((await Promise.all(sends)).toSorted()).toEqual([200, 200, 200, 200, 200, 200, 401]);
    const { classes, refusals, differences, webhooks } = report();
    expect([classes.missing, classes.duplicate, classes.mismatch]).toEqual([1, 1, 0]);
    expect(differences.find((difference) => difference.class === "missing")?.note).toContain("abandoned");
    expect(refusals).toEqual({ signature_mismatch: 1 });
    expect(webhooks).toHaveLength(1);
  });
});

describe("wrong options", () => {
  const id = "0198c0de-0000-7000-8000-000000000001";
  it.each([
    [{ tickets: [] }, "no ticket id"],
    [{ tickets: ["TKT-1001"] }, "TKT-1001"],
    [{ filter: { board_id: "x" } }, "not both"],
    [{ intervalMs: 0 }, "interval"],
    [{ webhook: "abc" }, "abc"],
    [{ receive: { port: 1, secrets: ["x"] } }, "not both"],
    [{ url: "nowhere" }, "TICKETWIRE_URL"],
    [{ url: "ftp://x" }, "http"],
    [{ apiKey: "" }, "TICKETWIRE_API_KEY"],
    [{ journal: "/no/such/folder/x.journal" }, "does not exist"],
  ])("%o are told before anything happens", async (wrong, words) => {
    const options = {
      url: server.url,
      apiKey: DESK_KEY,
      journal: path,
      tickets: [id],
      intervalMs: 1000,
      webhook: DESK_WEBHOOK,
      ...wrong,
    };
    await expect(observe(options as ObserveOptions)).rejects.toThrow(words);
    expect(server.requests).toEqual([]);
  });
});
