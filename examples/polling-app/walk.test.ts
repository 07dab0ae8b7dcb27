// The whole way of the polling app in accelerated time: days pass in seconds, the sender repeats and reorders what it sends, and
// the receiver is away longer than the retry ladder lasts. Before → observe → shadow → outage and reconcile → webhook primary →
// poller off → back → after. Server in memory, HTTP real on both sides.
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DELIVERY_HEADERS, formatSignature, importSigningSecret } from "@ticketwire/contract";
import { createForwardSink, plan, reconcile, report } from "@ticketwire/cutover";
import { createSteppingClock, type SteppingClock } from "@ticketwire/cutover/testkit/clocks";
import { Desk, DESK_WEBHOOK, type DeskDelivery } from "@ticketwire/cutover/testkit/desk";
import { DESK_KEY, type DeskServer, openDeskServer } from "@ticketwire/cutover/testkit/desk-server";
import type { Receiver } from "@ticketwire/receiver";
import { toNodeHandler } from "@ticketwire/receiver/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWebhookApp } from "./after.ts";
import { createPollingApp } from "./before.ts";
import { createDuringApp, type DuringApp } from "./during.ts";

const SECRET = "polling-app-signing-secret-0123456789abcdef";
const BEAT_MS = 300_000;
const HOUR_MS = 3_600_000;
const KINDS = ["status", "assign", "title", "comment", "priority", "close", "status"] as const;

let folder: string;
let journal: string;
let clock: SteppingClock;
let desk: Desk;
let server: DeskServer;
let tickets: readonly string[];
let told: string[];
/** The app's own web server; its receiver is exchanged as the app changes. */
let web: Server;
let hookUrl: string;
let receiver: Receiver | null = null;
let isDown = false;
let writes = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "polling-app-"));
  journal = join(folder, "cutover.journal");
  clock = createSteppingClock(Date.UTC(2026, 2, 2, 8));
  desk = new Desk({ clock });
  server = await openDeskServer(desk);
  tickets = [desk.create(), desk.create(), desk.create()];
  told = [];
  web = createServer((request, response) => {
    if (receiver === null) return void response.writeHead(404).end();
    void toNodeHandler(receiver)(request, response);
  });
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  hookUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  web.close();
  web.closeAllConnections();
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** One delivery as the sender makes it; null when nobody is there. */
async function send(delivery: DeskDelivery, attempt: number): Promise<number | null> {
  if (isDown) return null;
  const body = JSON.stringify(delivery.event);
  const headers = {
    "content-type": "application/json",
    [DELIVERY_HEADERS.signature]: formatSignature([importSigningSecret(SECRET)], Math.floor(clock.now() / 1000), body),
    [DELIVERY_HEADERS.webhookId]: DESK_WEBHOOK,
    [DELIVERY_HEADERS.deliveryId]: delivery.deliveryId,
    [DELIVERY_HEADERS.attempt]: String(attempt),
    [DELIVERY_HEADERS.sequence]: String(delivery.sequence),
  };
  const response = await fetch(hookUrl, { method: "POST", headers, body });
  await response.arrayBuffer();
  return response.status;
}

/** Every seventh delivery goes out twice, as after a lost answer. */
async function sendWithCopies(delivery: DeskDelivery, attempt: number): Promise<number | null> {
  const status = await send(delivery, attempt);
  if (delivery.sequence % 7 === 0) await send(delivery, attempt + 1);
  return status;
}

/** Every third round the sender's connections overtake each other. */
function overtaking(due: readonly DeskDelivery[]): readonly DeskDelivery[] {
  return writes % 3 === 0 ? due.toReversed() : due;
}

interface Pace {
  readonly beatMs?: number;
  readonly hasWrites?: boolean;
}

/** Time passes: on each beat one ticket may change, the sender sends, the app does what it does. */
async function live(
  beats: number,
  beat: () => Promise<void>,
  { beatMs = BEAT_MS, hasWrites = true }: Pace = {},
): Promise<void> {
  for (let count = 0; count < beats; count++) {
    clock.advance(beatMs / 2);
    if (hasWrites) desk.write(tickets[writes % tickets.length] as string, KINDS[writes++ % KINDS.length] ?? "title");
    await desk.runLadder(sendWithCopies, overtaking);
    clock.advance(beatMs / 2);
    await beat();
  }
}

const rules = { settleMs: 0 };

function where(options: Parameters<typeof plan>[0] extends infer Options ? Partial<Options> : never = {}) {
  return plan({ journal, now: clock.now(), ...rules, ...options });
}

describe("the polling app", () => {
  let app: DuringApp;

  const askSender = () => app.taps.askSender({ url: server.url, apiKey: DESK_KEY, webhook: DESK_WEBHOOK });
  let beats = 0;
  const beat = async (): Promise<void> => {
    await app.beat();
    if (beats++ % 12 === 0) await askSender();
  };

  it("before: asks three tickets a beat, and tells what is different", async () => {
    const before = createPollingApp({
      url: server.url,
      apiKey: DESK_KEY,
      tickets,
      tell: (message) => void told.push(message),
    });
    await live(7, () => before.pollOnce());
    expect(server.requests).toHaveLength(21);
    expect(told).toHaveLength(3);
    for (const delivery of desk.deliveries) Object.assign(delivery, { status: "delivered", nextAt: null });
  });

  it("observe: the poller acts, the webhook is written down; copies and disorder do no harm", async () => {
    app = createDuringApp({
      url: server.url,
      apiKey: DESK_KEY,
      secret: SECRET,
      tickets,
      tell: (message) => void told.push(message),
      journal,
      clock,
    });
    receiver = app.receiver;
    await live(40, beat);
    const { verdict, comparison } = await report({ journal, ...rules });
    expect([verdict.word, comparison.classes.missing, comparison.classes.mismatch]).toEqual(["safe", 0, 0]);
    expect(comparison.classes.duplicate).toBeGreaterThan(3);
    expect(comparison.classes.reordered).toBeGreaterThan(3);
    expect(where({ advance: true }).moved).toEqual({ from: "observe", to: "shadow" });
  });

  it("shadow: both sides plan the same messages, and each is told once", async () => {
    const already = told.length;
    await live(40, beat);
    const { actions } = (await report({ journal, from: clock.now() - 40 * BEAT_MS, ...rules })).comparison;
    expect([actions.different, actions.onlyPoll]).toEqual([0, 0]);
    expect(actions.match).toBe(told.length - already);
    expect(actions.match).toBeGreaterThan(10);
  });

  it("an outage longer than the ladder: late, abandoned, and named so", async () => {
    const began = clock.now();
    isDown = true;
    await live(60, beat, { beatMs: HOUR_MS / 3 });
    isDown = false;
    await live(32, beat, { beatMs: HOUR_MS / 2, hasWrites: false });
    await askSender();
    const { exitCode, toJson, comparison } = await report({ journal, from: began, ...rules });
    const abandoned = desk.deliveries.filter(({ status }) => status === "abandoned");
    const lost = new Set(
      abandoned.map(({ event: { data } }) => `${String(data["ticket_id"])} ${String(data["version"])}`),
    );
    expect(lost.size).toBeGreaterThan(8);
    expect([exitCode, comparison.classes.missing]).toEqual([4, lost.size]);
    expect(comparison.classes.late).toBeGreaterThan(30);
    expect(toJson().receiver).toMatchObject({ abandoned: abandoned.length, downtimes: [{ to: expect.any(String) }] });
    expect(where({ advance: true })).toMatchObject({ stage: "shadow", moved: null, exitCode: 4 });
  });

  it("reconcile: the feed brings back what was abandoned, once, and the report says so", async () => {
    const abandoned = desk.deliveries.filter(({ status }) => status === "abandoned");
    const sink = createForwardSink({ url: hookUrl, secret: SECRET, webhook: DESK_WEBHOOK, clock });
    const bring = () =>
      reconcile({
        url: server.url,
        apiKey: DESK_KEY,
        clock,
        journal,
        since: clock.now() - 40 * HOUR_MS,
        webhook: DESK_WEBHOOK,
        sink,
      });
    expect(await bring()).toMatchObject({ via: "feed", found: abandoned.length, synthetic: 0 });
    expect(await bring()).toMatchObject({ found: 0 });
    const { comparison } = await report({ journal, ...rules });
    expect(comparison.recovered).toBe(comparison.classes.missing);
    for (const delivery of abandoned) delivery.status = "delivered";
  });

  it("webhook primary: on evidence since the repair, the webhook acts and the poller only verifies, twelve times as slowly", async () => {
    const repaired = clock.now();
    await live(40, beat);
    expect(where({ from: repaired, advance: true }).stage).toBe("webhook_primary");
    clock.advance(1000);
    const [already, asked, from] = [told.length, server.requests.length, desk.deliveries.length];
    await live(132, beat);
    expect(server.requests.slice(asked).filter((line) => line.startsWith("GET /tickets/"))).toHaveLength(33);
    const due = desk.deliveries
      .slice(from)
      .filter(({ event }) => ["ticket.assigned", "ticket.status_changed"].includes(event.event_type));
    expect(told.length - already).toBe(due.length);
  });

  it("poller off: no request any more, the nightly reconcile finds nothing, and one command goes back", async () => {
    expect(where({ advance: true }).stage).toBe("poller_off");
    clock.advance(1000);
    const asked = server.requests.length;
    await live(20, () => app.beat());
    expect(server.requests.slice(asked)).toEqual([]);
    const night = {
      url: server.url,
      apiKey: DESK_KEY,
      clock,
      journal,
      since: clock.now() - 26 * HOUR_MS,
      webhook: DESK_WEBHOOK,
    };
    expect(
      await reconcile({ ...night, sink: () => Promise.reject(new Error("nothing was to be found")) }),
    ).toMatchObject({ found: 0 });
    expect(where().step).toContain("Nothing to do");
    expect(where({ back: true }).moved).toEqual({ from: "poller_off", to: "webhook_primary" });
    await app[Symbol.asyncDispose]();
  });

  it("after: only what happened, as it happens", async () => {
    const asked = server.requests.length;
    told.length = 0;
    receiver = createWebhookApp({ secret: SECRET, tell: (message) => void told.push(message), now: () => clock.now() });
    desk.write(tickets[0] as string, "assign");
    await desk.runLadder(sendWithCopies);
    expect(told).toEqual([expect.stringContaining("is with")]);
    expect(server.requests.length).toBe(asked);
  });
});
