// Ticket writes per second through the API of a real server process: each one a transaction with history and events, answered
// after its commit. 20 clients on kept-alive connections from this process.
import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Pool } from "undici";
import { showPercentiles } from "./percentiles.ts";

const KEY = "bench-bootstrap-key-0123456789abcdefghij";
const CLIENTS = 20;
const SECONDS = 8;
const WARM_SECONDS = 2;

interface BenchServer extends AsyncDisposable {
  readonly url: string;
}

async function startServer(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), "ticketwire-bench-"));
  const entry = new URL("../apps/server/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [entry], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      TICKETWIRE_DATA_DIR: join(folder, "data"),
      TICKETWIRE_PORT: "0",
      TICKETWIRE_BOOTSTRAP_API_KEY: KEY,
      TICKETWIRE_API_RATE_LIMIT: "off",
      TICKETWIRE_LOG_LEVEL: "error",
    },
  });
  const ended = once(child, "exit");
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /^ticketwire listening on (\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Call {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: object;
}

async function send(pool: Pool, call: Call): Promise<string> {
  const { statusCode, body } = await pool.request({
    method: call.method,
    path: `/api/v1${call.path}`,
    headers: { "x-api-key": KEY, "content-type": "application/json" },
    body: JSON.stringify(call.body),
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`${call.method} ${call.path} answered ${statusCode}: ${text}`);
  return text;
}

/** Clients that write one after the other for `seconds`; returns how long each write took, milliseconds. */
async function hammer(pool: Pool, seconds: number, next: (client: number) => Call): Promise<number[]> {
  const took: number[] = [];
  const endsAt = performance.now() + seconds * 1000;
  const client = async (index: number): Promise<void> => {
    while (performance.now() < endsAt) {
      const startedAt = performance.now();
      await send(pool, next(index));
      took.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  return took;
}

async function report(pool: Pool, name: string, next: (client: number) => Call): Promise<void> {
  await hammer(pool, WARM_SECONDS, next);
  const took = await hammer(pool, SECONDS, next);
  console.log(`${name}, ${CLIENTS} clients: ${Math.round(took.length / SECONDS)}/s, ${showPercentiles(took, "ms")}`);
}

/** Creates, then updates of tickets of the clients' own. */
export async function measureWrites(): Promise<void> {
  await using server = await startServer();
  const pool = new Pool(server.url, { connections: CLIENTS });
  let count = 0;
  await report(pool, "create a ticket", () => ({
    method: "POST",
    path: "/tickets",
    body: { title: `Ticket ${++count}` },
  }));
  const ids = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const text = await send(pool, { method: "POST", path: "/tickets", body: { title: `Mine ${index}` } });
      return (JSON.parse(text) as { data: { ticket_id: string } }).data.ticket_id;
    }),
  );
  await report(pool, "update a ticket", (client) => ({
    method: "PUT",
    path: `/tickets/${ids[client]}`,
    body: { title: `Changed ${++count}` },
  }));
  await pool.close();
}
