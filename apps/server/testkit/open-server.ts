// A server inside the test's own process, on a database of the test: everything of start-server.ts but the embedded
// PostgreSQL. In: settings. Out: its address, a way to call it, its log line by line.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { readConfig } from "../config/read-config.ts";
import type { Logger } from "../log.ts";
import type { RunningServer } from "../start-server.ts";
import { startServer } from "../start-server.ts";
import type { StopLimits } from "../stop-server.ts";

export const TEST_KEY = "server-test-bootstrap-key-0123456789abc";

/** What the API answers, as far as tests look into it. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Servers that share a database need one. */
export const TEST_MASTER_KEY = "0f".repeat(32);

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly server: RunningServer;
  /** Parsed log lines. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Below /api/v1. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Any page at the root. */
  page(path: string): Promise<{ readonly status: number; readonly text: string }>;
}

function openTestLog(lines: Record<string, unknown>[]): Logger {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString("utf8").split("\n"))
        if (line !== "") lines.push(JSON.parse(line) as Record<string, unknown>);
      done();
    },
  });
  return pino({ level: "info", base: null }, stream);
}

async function callApi(url: string, call: { method: string; path: string; body: unknown }): Promise<Answer> {
  const { method, path, body } = call;
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { "X-API-Key": TEST_KEY, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text === "" ? {} : JSON.parse(text)) as { data?: Record<string, unknown> };
  return { status: response.status, text, data: parsed.data ?? {} };
}

/** Starts a server on `databaseUrl`; dispose of it at the end. */
export async function openTestServer(
  databaseUrl: string,
  env: Record<string, string> = {},
  limits?: StopLimits,
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "ticketwire-server-"));
  const reading = readConfig({
    args: [],
    cwd: dataDir,
    env: {
      TICKETWIRE_DATABASE_URL: databaseUrl,
      TICKETWIRE_DATA_DIR: dataDir,
      TICKETWIRE_PORT: "0",
      TICKETWIRE_MASTER_KEY: TEST_MASTER_KEY,
      TICKETWIRE_BOOTSTRAP_API_KEY: TEST_KEY,
      TICKETWIRE_ALLOW_HTTP: "on",
      TICKETWIRE_ALLOW_TARGETS: "127.0.0.0/8",
      TICKETWIRE_API_RATE_LIMIT: "off",
      ...env,
    },
  });
  if (reading.kind !== "run") throw new Error(JSON.stringify(reading));
  const lines: Record<string, unknown>[] = [];
  const server = await startServer(reading.config, openTestLog(lines), { limits });
  const { url } = server;
  return {
    url,
    server,
    lines,
    call: (method, path, body) => callApi(url, { method, path, body }),
    async page(path) {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, text: await response.text() };
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
