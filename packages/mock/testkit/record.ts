// Records the fixtures anew: `node packages/mock/testkit/record.ts`. Starts a real server in a folder of its own, lets one
// ticket live its life, and keeps the first delivery of each type as it arrived. In: nothing. Out: fixtures/*.json.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { EVENT_TYPES } from "@ticketwire/contract";
import type { Fixture } from "../fixtures.ts";

const API_KEY = "recording-fixtures-for-the-mock-sender";
const folder = mkdtempSync(join(tmpdir(), "ticketwire-record-"));

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Headers in the spelling they came in. */
function headersOf({ rawHeaders }: IncomingMessage): Readonly<Record<string, string>> {
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : []));
  const ofTheConnection = new Set(["host", "connection", "content-length", "transfer-encoding"]);
  return Object.fromEntries(pairs.filter(([name = ""]) => !ofTheConnection.has(name.toLowerCase())));
}

const received = new Map<string, Received>();
const complete = Promise.withResolvers<void>();
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    response.end();
    const type = String(request.headers["x-alga-event-type"]);
    if (!received.has(type))
      received.set(type, { headers: headersOf(request), body: Buffer.concat(chunks).toString() });
    if (EVENT_TYPES.every((each) => received.has(each))) complete.resolve();
  });
});
receiver.listen(0, "127.0.0.1");
await once(receiver, "listening");

const server = spawn(process.execPath, [join(import.meta.dirname, "../../../apps/server/main.ts")], {
  stdio: ["ignore", "pipe", "inherit"],
  env: {
    ...process.env,
    TICKETWIRE_DATA_DIR: join(folder, "data"),
    TICKETWIRE_PORT: "0",
    TICKETWIRE_BASE_URL: "https://tickets.example.com",
    TICKETWIRE_ALLOW_HTTP: "on",
    TICKETWIRE_ALLOW_TARGETS: "127.0.0.0/8",
    TICKETWIRE_BOOTSTRAP_API_KEY: API_KEY,
    TICKETWIRE_LOG_LEVEL: "error",
  },
});

async function readAddress(): Promise<string> {
  for await (const line of createInterface(server.stdout)) {
    const address = /listening on (\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error("the server ended before it listened");
}

const base = await readAddress();

async function call(method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: { "x-api-key": API_KEY, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { readonly data: Readonly<Record<string, unknown>> }).data;
}

async function idOf(path: string, name: string, wanted: string): Promise<unknown> {
  const rows = (await call("GET", path)) as unknown as readonly Readonly<Record<string, unknown>>[];
  return rows.find((row) => Object.values(row).includes(wanted))?.[name];
}

try {
  const user = await call("POST", "/users", { first_name: "Zoë", last_name: "Nakamura", email: "zoe@example.com" });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks`;
  const webhook = await call("POST", "/webhooks", { name: "Fixtures", url, event_types: EVENT_TYPES });
  const ticket = await call("POST", "/tickets", {
    title: "Drucker im 2. Stock druckt „leere“ Seiten 🖨️",
    description: 'First line\nSecond line with "quotes" and a \\',
    tags: ["hardware", "2. Stock"],
  });
  const path = `/tickets/${String(ticket["ticket_id"])}`;
  await call("PUT", `${path}/assignment`, { assigned_to: user["user_id"] });
  await call("POST", `${path}/comments`, { comment_text: "Toner replaced; see https://example.com/?a=1&b=2" });
  for (const status of ["In Progress", "Closed"])
    await call("PUT", `${path}/status`, { status_id: await idOf("/tickets/statuses", "status_id", status) });
  await complete.promise;
  for (const [type, delivery] of received) {
    const fixture: Fixture = { event_type: type, signing_secret: String(webhook["signing_secret"]), ...delivery };
    writeFileSync(new URL(`../fixtures/${type}.json`, import.meta.url), `${JSON.stringify(fixture, null, 2)}\n`);
  }
  process.stdout.write(`recorded ${[...received.keys()].join(", ")}\n`);
} finally {
  server.kill("SIGTERM");
  await once(server, "exit");
  receiver.close();
  receiver.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}
