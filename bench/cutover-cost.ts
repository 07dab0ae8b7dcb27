// `node bench/cutover-cost.ts`: what six tickets cost that are polled once a minute, against a webhook for the same tickets. A real
// server in its own process: requests an hour, the server's CPU (its database included), and how soon a change is known.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { EVENT_TYPES } from "@ticketwire/contract";
import { cpuSecondsOf } from "./cpu.ts";

const KEY = "bench-bootstrap-key-0123456789abcdefghijkl";
const TICKETS = 6;
const POLLS_AN_HOUR = TICKETS * 60;
const POLL_EVERY_MS = 60_000;
const WRITES = 300;
/** A poller sixty times as fast, so that its lateness can be measured and not only worked out. */
const FAST_POLL_MS = 1000;
const FAST_ROUNDS = 20;

interface Server extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "cutover-cost-"));
  const env = {
    ...process.env,
    TICKETWIRE_DATA_DIR: join(folder, "server"),
    TICKETWIRE_PORT: "0",
    TICKETWIRE_BOOTSTRAP_API_KEY: KEY,
    TICKETWIRE_ALLOW_HTTP: "on",
    TICKETWIRE_ALLOW_TARGETS: "127.0.0.0/8",
    TICKETWIRE_API_RATE_LIMIT: "off",
    TICKETWIRE_LOG_LEVEL: "warn",
  };
  const entry = join(import.meta.dirname, "../apps/server/main.ts");
  const child = spawn(process.execPath, [entry], { env, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ticketwire listening on (\S+)$/.exec(line)?.[1];
    if (url === undefined) continue;
    return {
      url,
      pid: child.pid ?? 0,
      async [Symbol.asyncDispose]() {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error("the server ended before it listened");
}

async function call(
  server: Server,
  path: string,
  init: { method?: string; body?: unknown; etag?: string } = {},
): Promise<Response> {
  const { method = "GET", body, etag } = init;
  const headers: Record<string, string> = { "X-API-Key": KEY };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (etag !== undefined) headers["If-None-Match"] = etag;
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}

async function made(server: Server, path: string, body: unknown): Promise<Record<string, string>> {
  const response = await call(server, path, { method: "POST", body });
  return ((await response.json()) as { data: Record<string, string> }).data;
}

interface Phase {
  /** Milliseconds of the server's CPU for one of them. */
  readonly cpuMs: number;
  readonly medianMs: number;
}

/** Does something so often, one after the other, and gives what one of it took. */
async function measure(server: Server, count: number, work: (index: number) => Promise<void>): Promise<Phase> {
  const durations: number[] = [];
  const before = cpuSecondsOf(server.pid);
  for (let index = 0; index < count; index++) {
    const began = performance.now();
    await work(index);
    durations.push(performance.now() - began);
  }
  const cpuMs = ((cpuSecondsOf(server.pid) - before) * 1000) / count;
  return { cpuMs, medianMs: median(durations) };
}

function median(values: readonly number[], share = 0.5): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

interface Poller {
  readonly server: Server;
  readonly ids: readonly string[];
  readonly write: (index: number) => Promise<void>;
}

/** Polls every ticket once a second while they change at any moment; gives how late each change that it saw was seen. */
async function measureLateness({ server, ids, write }: Poller): Promise<number[]> {
  const known = new Map<string, string>();
  const late: number[] = [];
  let isOver = false;
  const writing = (async () => {
    for (let index = 0; !isOver; index++) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      await write(index);
    }
  })();
  for (let round = 0; round < FAST_ROUNDS; round++) {
    const next = performance.now() + FAST_POLL_MS;
    for (const id of ids) {
      const { data } = (await (await call(server, `/tickets/${id}`)).json()) as { data: { updated_at: string } };
      if (known.has(id) && known.get(id) !== data.updated_at) late.push(Date.now() - Date.parse(data.updated_at));
      known.set(id, data.updated_at);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  isOver = true;
  await writing;
  return late;
}

/** Receives deliveries and says how long after `occurred_at` each came; both clocks are this machine's. */
async function openReceiver() {
  const latencies: number[] = [];
  const receiver = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    request.on("end", () => {
      latencies.push(Date.now() - Date.parse((JSON.parse(text) as { occurred_at: string }).occurred_at));
      response.writeHead(200).end();
    });
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  return { latencies, url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, receiver };
}

async function main(): Promise<void> {
  await using server = await startServer();
  const ids: string[] = [];
  for (let index = 0; index < TICKETS; index++)
    ids.push(String((await made(server, "/tickets", { title: `Ticket ${index}` }))["ticket_id"]));
  const id = (index: number): string => ids[index % TICKETS] as string;
  let turn = 0;
  const write = async (index: number): Promise<void> =>
    void (await call(server, `/tickets/${id(index)}`, { method: "PUT", body: { title: `Turn ${++turn}` } }));
  await measure(server, WRITES, write);

  const etags = new Map<string, string>();
  const polled = await measure(server, POLLS_AN_HOUR, async (index) => {
    const response = await call(server, `/tickets/${id(index)}`);
    etags.set(id(index), response.headers.get("etag") ?? "");
    await response.arrayBuffer();
  });
  const unchanged = await measure(server, POLLS_AN_HOUR, async (index) => {
    await (await call(server, `/tickets/${id(index)}`, { etag: etags.get(id(index)) ?? "" })).arrayBuffer();
  });
  const late = await measureLateness({ server, ids, write });
  const silent = await measure(server, WRITES, write);
  const { latencies, url, receiver } = await openReceiver();
  await made(server, "/webhooks", { name: "Cost", url, event_types: EVENT_TYPES });
  const told = await measure(server, WRITES, write);
  while (latencies.length < WRITES) await new Promise((resolve) => setTimeout(resolve, 10));
  receiver.close();
  receiver.closeAllConnections();

  const perEvent = Math.max(0, told.cpuMs - silent.cpuMs);
  const row = (...[name, requests, cpu, soon]: readonly [string, string, string, string]): void =>
    console.log(`${name.padEnd(20)}${requests.padStart(16)}${cpu.padStart(14)}   ${soon}`);
  console.log(`node ${process.version}; ${TICKETS} tickets, each changing once an hour`);
  row("", "an hour", "server CPU", "a change is known after");
  const soon = `half ${POLL_EVERY_MS / 2000} s, 95 % ${(POLL_EVERY_MS * 0.95) / 1000} s (one poll a minute)`;
  row("polling", `${POLLS_AN_HOUR} requests`, `${(polled.cpuMs * POLLS_AN_HOUR).toFixed(0)} ms`, soon);
  row("polling with ETag", `${POLLS_AN_HOUR} requests`, `${(unchanged.cpuMs * POLLS_AN_HOUR).toFixed(0)} ms`, soon);
  row(
    "webhook",
    `${TICKETS} events`,
    `${(perEvent * TICKETS).toFixed(1)} ms`,
    `half ${median(latencies)} ms, 95 % ${median(latencies, 0.95)} ms`,
  );
  console.log(
    `measured at one poll a second: half ${median(late)} ms, 95 % ${median(late, 0.95)} ms late (a minute is sixty of these); a poll is answered in ${polled.medianMs.toFixed(1)} ms`,
  );
  console.log(
    `one poll ${polled.cpuMs.toFixed(2)} ms CPU, unchanged ${unchanged.cpuMs.toFixed(2)} ms; one event beside its write ${perEvent.toFixed(2)} ms CPU`,
  );
  console.log(
    `polling costs as much as ${((polled.cpuMs * POLLS_AN_HOUR) / Math.max(perEvent, 0.01)).toFixed(0)} events an hour`,
  );
}

await main();
