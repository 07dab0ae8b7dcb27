// Secrets stay secret (P10): a busy server whose secrets are all known to the test, then a search for each of them, in every
// spelling, through every row of every table, every file of the data folder, and every line it logged at the chattiest level.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cloneTemplate } from "@ticketwire/engine/testkit/template-database";
import { startReceiver } from "@ticketwire/engine/testkit/receiver";
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { openApi } from "./harness/api.ts";
import { freePort, makeDataDir, removeDataDir, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

const MASTER_KEY = Buffer.from("5ecret-master-key-of-32-bytes-!!");
const SMTP_PASSWORD = "smtp-password-7f3a9c";
const HEADER_VALUE = "Bearer custom-header-value-41c2e9";
const WRONG_KEY = "a-key-that-nobody-has-0123456789abcdef";
const PATIENT = { timeout: 20_000 };
/** Two servers, one of them with a database of its own; milliseconds. */
const LIMIT_MS = 120_000;

type Secrets = ReadonlyMap<string, string>;

/** Every form in which a secret could lie around. */
function spellingsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret);
  const texts = [secret, bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
  return [...new Set(texts)].map((text) => Buffer.from(text));
}

function findIn(place: string, content: Buffer, secrets: Secrets): readonly string[] {
  return [...secrets].flatMap(([name, secret]) =>
    spellingsOf(secret).some((spelling) => content.includes(spelling)) ? [`${name} in ${place}`] : [],
  );
}

async function findInTables(databaseUrl: string, secrets: Secrets): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT set_config('ticketwire.tenant', '*', false)");
    const { rows: tables } = await client.query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class AS c
      WHERE c.relnamespace = 'ticketwire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`);
    expect(tables.length).toBeGreaterThan(25);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT r::text AS row FROM ticketwire.${name} AS r`);
      for (const { row } of rows) found.push(...findIn(`table ${name}`, Buffer.from(row), secrets));
    }
    return [...new Set(found)];
  } finally {
    await client.end();
  }
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}

/** Does everything that handles a secret; returns all that must not be found. */
async function beBusy(url: string, receiverUrl: (path: string) => string): Promise<Secrets> {
  const secrets = new Map([
    ["bootstrap key", TEST_KEY],
    ["master key", MASTER_KEY.toString("utf8")],
    ["SMTP password", SMTP_PASSWORD],
    ["custom header", HEADER_VALUE],
    ["wrong key", WRONG_KEY],
  ]);
  const api = openApi(url, TEST_KEY);
  const keep = (name: string, secret: unknown): void => void secrets.set(name, String(secret));
  const post = async (path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const reply = await api.call("POST", path, body);
    expect([path, reply.status]).toEqual([path, expect.toSatisfy((status: number) => status < 300)]);
    return reply.body.data;
  };
  const webhook = async (name: string, path: string): Promise<string> => {
    const event_types = ["ticket.created"];
    const made = await post("/webhooks", {
      name,
      url: receiverUrl(path),
      event_types,
      retry_schedule: [1],
      custom_headers: { Authorization: HEADER_VALUE },
    });
    keep(`secret of ${name}`, made["signing_secret"]);
    keep(`standard secret of ${name}`, String(made["standard_webhooks_secret"]).replace("whsec_", ""));
    return String(made["webhook_id"]);
  };
  const fine = await webhook("fine", "/fine");
  const failing = await webhook("failing", "/failing");
  const gone = await webhook("gone", "/gone");
  keep("rotated secret", (await post(`/webhooks/${fine}/secret/rotate`, {}))["signing_secret"]);
  await post(`/webhooks/${fine}/test`, {});
  keep("made key", (await post("/api-keys", { name: "More", scopes: ["tickets:read"] }))["api_key"]);
  keep("key of another tenant", (await post("/tenants", { name: "Other" }))["api_key"]);
  await api.call("PUT", `/webhooks/${failing}`, { custom_headers: { Authorization: `${HEADER_VALUE}-2` } });
  await post("/webhooks/verify", { webhook_id: fine, signature: "t=1,v1=00", body: "{}" });
  await openApi(url, WRONG_KEY).call("GET", "/tickets");
  await api.call("POST", "/webhooks", { name: "bad", custom_headers: { Authorization: HEADER_VALUE }, url: "x" });
  await repeatWithIdempotencyKey(url, receiverUrl("/fine"), keep);
  await post("/tickets", { title: "Printer" });
  const statusOf = async (id: string, key: string) => (await api.call("GET", `/webhooks/${id}`)).body.data[key];
  await expect.poll(() => statusOf(fine, "successful_deliveries"), PATIENT).toBe(1);
  await expect.poll(() => statusOf(gone, "health"), PATIENT).toBe("disabled");
  await expect
    .poll(async () => (await api.call("GET", `/webhooks/${failing}/deliveries?status=abandoned`)).body.data, PATIENT)
    .toHaveLength(1);
  return secrets;
}

/** The stored answer of an idempotent call holds a secret. */
async function repeatWithIdempotencyKey(
  url: string,
  target: string,
  keep: (name: string, secret: unknown) => void,
): Promise<void> {
  const call = async (): Promise<string> => {
    const response = await fetch(`${url}/api/v1/webhooks`, {
      method: "POST",
      headers: { "X-API-Key": TEST_KEY, "Content-Type": "application/json", "Idempotency-Key": "once" },
      body: JSON.stringify({ name: "twice", url: target, event_types: ["ticket.closed"] }),
    });
    return ((await response.json()) as { data: { signing_secret: string } }).data.signing_secret;
  };
  const secret = await call();
  expect(await call()).toBe(secret);
  keep("secret in a stored answer", secret);
}

async function settingsOf(more: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  return {
    TICKETWIRE_MASTER_KEY: MASTER_KEY.toString("hex"),
    TICKETWIRE_SMTP_URL: `smtp://mailer:${SMTP_PASSWORD}@127.0.0.1:${await freePort()}`,
    TICKETWIRE_LOG_LEVEL: "trace",
    ...more,
  };
}

async function openTarget(): Promise<Awaited<ReturnType<typeof startReceiver>>> {
  const statuses: Readonly<Record<string, number>> = { "/failing": 500, "/gone": 410 };
  return startReceiver({ script: ({ path }) => ({ status: statuses[path] ?? 200, body: "noted" }) });
}

describe("after a busy time", () => {
  it(
    "no secret lies in any row of any table, nor in the log",
    async () => {
      await using database = await cloneTemplate(inject("databaseUrl"));
      await using receiver = await openTarget();
      const server = await startServerProcess({ env: await settingsOf({ TICKETWIRE_DATABASE_URL: database.url }) });
      try {
        const secrets = await beBusy(server.url, (path) => receiver.url(path));
        expect(secrets.size).toBeGreaterThan(12);
        expect(await findInTables(database.url, secrets)).toEqual([]);
        await server.stop();
        expect(server.output.length).toBeGreaterThan(20);
        expect(findIn("log", Buffer.from(server.output.join("\n")), secrets)).toEqual([]);
        // The search does find what is there.
        const mark = new Map([["title", "Printer"]]);
        expect(await findInTables(database.url, mark)).toContain("title in table tickets");
        expect(receiver.requests.some(({ headers }) => headers["authorization"] === HEADER_VALUE)).toBe(true);
      } finally {
        await server.kill();
        await removeDataDir(server.dataDir);
      }
    },
    LIMIT_MS,
  );

  it(
    "no secret lies in any file of the data folder",
    async () => {
      await using receiver = await openTarget();
      const dataDir = await makeDataDir();
      const server = await startServerProcess({ dataDir, env: await settingsOf({}) });
      try {
        const secrets = await beBusy(server.url, (path) => receiver.url(path));
        // A clean end: everything is on disk, the write-ahead log included.
        expect(await server.stop()).toBe(0);
        const files = listFiles(dataDir);
        expect(files.length).toBeGreaterThan(500);
        expect(files.flatMap((path) => findIn(path.slice(dataDir.length), readFileSync(path), secrets))).toEqual([]);
        const mark = new Map([["title", "Printer"]]);
        expect(files.flatMap((path) => findIn("a file", readFileSync(path), mark))).toContain("title in a file");
        expect(findIn("log", Buffer.from(server.output.join("\n")), secrets)).toEqual([]);
      } finally {
        await server.kill();
        await removeDataDir(dataDir);
      }
    },
    LIMIT_MS,
  );
});
