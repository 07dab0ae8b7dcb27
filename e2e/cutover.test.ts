// Leaving polling against a running server: our poller beside the feed and beside a receiver of its own, a webhook that is held
// and released, and bringing back what was missed by every way there is.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EVENT_TYPES } from "@ticketwire/contract";
import {
  type EventBody,
  observe,
  type ObserveOptions,
  reconcile,
  type ReconcileOptions,
  report,
  type Report,
} from "@ticketwire/cutover";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, openApi } from "./harness/api.ts";
import { freePort, removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

let server: ServerProcess;
let api: Api;
let folder: string;
let journal: string;
let journals = 0;

beforeAll(async () => {
  server = await startServerProcess();
  api = openApi(server.url, TEST_KEY);
  folder = await mkdtemp(join(tmpdir(), "ticketwire-cutover-"));
});

afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  journal = join(folder, `${++journals}.journal`);
});

async function made(path: string, body: object): Promise<Record<string, string>> {
  const { status, body: answer } = await api.call("POST", path, body);
  expect([status, answer.error]).toEqual([201, undefined]);
  return answer.data as Record<string, string>;
}

async function makeTicket(): Promise<string> {
  return String((await made("/tickets", { title: "Printer" }))["ticket_id"]);
}

async function makeWebhook(url: string): Promise<{ readonly id: string; readonly secret: string }> {
  const record = await made("/webhooks", { name: "Cutover", url, event_types: EVENT_TYPES, retry_schedule: [1, 1] });
  return { id: String(record["webhook_id"]), secret: String(record["signing_secret"]) };
}

let turn = 0;

/** Another kind of write each time, and never the same value twice. */
async function write(ticket: string): Promise<void> {
  turn++;
  const writes = [
    () => api.call("PUT", `/tickets/${ticket}`, { title: `Printer, ${turn}`, tags: [`t${turn}`] }),
    () => api.call("POST", `/tickets/${ticket}/comments`, { comment_text: `${turn}` }),
    () => api.call("PUT", `/tickets/${ticket}`, { attributes: { turn } }),
  ];
  const answer = await writes[turn % writes.length]?.();
  expect(answer?.status).toBeLessThan(300);
}

const fixed = { intervalMs: 100, sampleEvery: 0 };

/** Resolves when every poll that was under way and one more after it have been answered: what was written is seen. */
type Looked = () => Promise<void>;

type Observed = Omit<ObserveOptions, "url" | "apiKey" | "journal" | "intervalMs">;

/** Observes while `act` runs, from when the poller has looked first, and ends when it is done. */
async function observeWhile(options: Observed, act: (looked: Looked) => Promise<void>): Promise<Report> {
  const end = new AbortController();
  const waiting = new Set<{ readonly at: number; readonly resolve: () => void }>();
  let polls = 0;
  const onProgress: ObserveOptions["onProgress"] = (progress) => {
    polls = progress.polls;
    for (const waiter of waiting) if (polls >= waiter.at && waiting.delete(waiter)) waiter.resolve();
  };
  const looked: Looked = () => new Promise((resolve) => waiting.add({ at: polls + 2, resolve }));
  const connection = { url: server.url, apiKey: TEST_KEY, journal };
  const observing = observe({ ...connection, ...fixed, ...options, signal: end.signal, onProgress });
  await Promise.race([looked(), observing]);
  await act(looked);
  end.abort();
  await observing;
  return report({ journal });
}

/** Writes one after the other, each seen by a poll before the next. */
async function writeSlowly(ticket: string, writes: number, looked: Looked): Promise<void> {
  for (let count = 0; count < writes; count++) {
    await write(ticket);
    await looked();
  }
}

describe("observe", () => {
  test("beside the feed: every change is on both sides", async () => {
    const ticket = await makeTicket();
    const { id } = await makeWebhook("http://127.0.0.1:9/nobody");
    const { comparison } = await observeWhile({ tickets: [ticket], webhook: id }, (looked) =>
      writeSlowly(ticket, 8, looked),
    );
    const { match, late, coalesced, missing, mismatch, pending, duplicate } = comparison.classes;
    expect([missing, mismatch, pending, duplicate]).toEqual([0, 0, 0, 0]);
    expect(match + late + coalesced).toBe(8);
    expect(comparison.clock.evidence).toBe("date");
    expect(comparison.webhooks[0]?.eventTypes).toEqual(EVENT_TYPES);
  });

  test("beside a receiver of its own: what is held is pending, and comes late when it is released", async () => {
    const ticket = await makeTicket();
    const port = await freePort();
    const { id, secret } = await makeWebhook(`http://127.0.0.1:${port}/`);
    const options = { tickets: [ticket], receive: { port, secrets: [secret] }, settleMs: 500 };
    const held = await observeWhile(options, async (looked) => {
      await writeSlowly(ticket, 2, looked);
      await api.call("PUT", `/webhooks/${id}`, { is_active: false });
      await writeSlowly(ticket, 2, looked);
    });
    expect(held.comparison.classes).toMatchObject({ missing: 0, mismatch: 0, pending: 2 });
    expect(held.comparison.differences.find((difference) => difference.class === "pending")?.note).toContain("held");
    const released = await observeWhile({ ...options, settleMs: 10_000 }, async (looked) => {
      await api.call("PUT", `/webhooks/${id}`, { is_active: true });
      await writeSlowly(ticket, 1, looked);
    });
    expect(released.comparison.classes).toMatchObject({ missing: 0, mismatch: 0, pending: 0 });
    expect(released.comparison.classes.late).toBeGreaterThanOrEqual(2);
  });
});

describe("reconcile", () => {
  async function bring(since: number, options: Partial<ReconcileOptions> = {}): Promise<readonly EventBody[]> {
    const events: EventBody[] = [];
    const sink = ({ event }: { readonly event: EventBody }): void => void events.push(event);
    await reconcile({ url: server.url, apiKey: TEST_KEY, journal, since, sink, ...options });
    return events;
  }

  test("by the feed brings the very events, by pages of tickets marked ones, and nothing twice", async () => {
    const { id } = await makeWebhook("http://127.0.0.1:9/nobody");
    const since = Date.now() - 1000;
    const ticket = await makeTicket();
    turn = 2;
    for (let count = 0; count < 3; count++) await write(ticket);
    const isOurs = ({ data }: EventBody): boolean => data["ticket_id"] === ticket;
    const real = (await bring(since, { webhook: id })).filter(isOurs);
    expect(real.map(({ event_type }) => event_type)).toEqual([
      "ticket.created",
      "ticket.updated",
      "ticket.comment.added",
      "ticket.updated",
    ]);
    expect(await bring(since, { webhook: id })).toEqual([]);
    journal = join(folder, `${++journals}.journal`);
    const synthetic = (await bring(since)).filter(isOurs);
    expect(synthetic.map(({ event_type, data }) => [event_type, data["is_synthetic"]])).toEqual([
      ["ticket.created", true],
      ["ticket.comment.added", true],
    ]);
    expect(synthetic[0]?.data).toMatchObject({ version: 4, title: "Printer, 3" });
    expect(await bring(since)).toEqual([]);
  });

  test("by recover has the server send again", async () => {
    const { id } = await makeWebhook("http://127.0.0.1:9/nobody");
    const ticket = await makeTicket();
    await write(ticket);
    const result = await reconcile({
      url: server.url,
      apiKey: TEST_KEY,
      journal,
      since: Date.now() - 60_000,
      webhook: id,
      via: "recover",
      sink: () => undefined,
    });
    expect(result).toMatchObject({ via: "recover", job: { status: "done" } });
  });
});
