// The commands that look after a server, as processes against a real one: what they print, what they leave, how they end.
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { EVENT_TYPES } from "@ticketwire/contract";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Api, openApi } from "./harness/api.ts";
import { type Cli, openCli } from "./harness/cli-process.ts";
import { freePort, removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

interface Webhook {
  readonly webhook_id: string;
  readonly name: string;
  readonly is_active: boolean;
  readonly timeout_ms: number;
  readonly signing_secret: string;
}

interface Delivery {
  readonly delivery_id: string;
  readonly status: string;
  readonly attempt_number: number;
}

interface Ticket {
  readonly ticket_number: string;
  readonly assigned_to_name: string | null;
  readonly status_name: string;
  readonly version: number;
}

// Each line starts a process; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

let server: ServerProcess;
let receiver: Receiver;
let cli: Cli;
let api: Api;
let webhookId: string;

beforeAll(async () => {
  server = await startServerProcess();
  receiver = await startReceiver();
  cli = await openCli({ url: server.url, apiKey: TEST_KEY });
  api = openApi(server.url, TEST_KEY);
});
afterAll(async () => {
  await server.stop();
  await receiver.close();
  await cli.remove();
  await removeDataDir(server.dataDir);
});

describe("the command", () => {
  it("says what there is, and ends with 2 for what is not", async () => {
    const help = await cli.run(["--help"]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const name of [
      "serve",
      "webhooks",
      "deliveries",
      "recover",
      "listen",
      "trigger",
      "simulate",
      "mock",
      "doctor",
    ])
      expect(help.stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    const wrong = await cli.run(["webhoks", "list"]);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("Did you mean webhooks?");
  });

  it("runs from its binary, from any folder", async () => {
    const bin = new URL("../apps/cli/bin/ticketwire.mjs", import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(bin, ["--version"], { cwd: cli.folder });
    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("refuses wrong values before anything is done, with what, why and what to do", async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [["recover", "--since", "yesterday"], "write 2026-03-01T09:00:00Z, or 2h for two hours ago"],
      [["simulate", "--rate", "fast"], "write it like 5/s or 30/m"],
      [["listen", "--forward-to", "ftp://x"], "write it like http://localhost:3000/webhooks"],
      [["listen", "--drop", "5%"], "give --forward-to"],
      [["listen", "--exit-after", "0", "--forward-to", "3000"], "no whole number from 1"],
      [["trigger", "ticket.exploded"], "there are ticket.created, ticket.updated"],
      [["keys", "create", "x", "--scopes", "everything"], "there are tickets:read"],
      [["webhooks", "create", "nowhere", "--events", "all"], "write it like https://example.com/hooks"],
      [["webhooks", "create", "https://example.com/x"], "--events all"],
      [["deliveries", "list", "--status", "lost"], "there are pending, delivered"],
      [["serve", "--port", "none"], "--port"],
    ];
    const runs = await Promise.all(cases.map(async ([args, said]) => ({ args, said, run: await cli.run(args) })));
    const kept = runs.map(({ args, said, run }) => ({
      args,
      code: run.code,
      stdout: run.stdout,
      isSaid: run.stderr.includes(said),
    }));
    expect(kept).toEqual(cases.map(([args]) => ({ args, code: 2, stdout: "", isSaid: true })));
    expect(await cli.json<readonly unknown[]>(["webhooks", "list"])).toEqual([]);
  });

  it("tells a refusal of the server in one line, or as JSON", async () => {
    const args = ["webhooks", "create", "http://10.0.0.7/x", "--events", "all"];
    const plain = await cli.run(args);
    expect(plain.code).toBe(1);
    expect(plain.stderr.trim().split("\n")).toHaveLength(1);
    const { stderr } = await cli.run([...args, "--json"]);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "VALIDATION_ERROR", details: [{ path: "url" }] } });
  });

  it("says where no server is, and how to start one", async () => {
    const env = { TICKETWIRE_URL: `http://127.0.0.1:${await freePort()}` };
    const run = await cli.run(["webhooks", "list"], { env });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("`ticketwire serve`");
  });
});

describe("login", () => {
  it("keeps a key that works in a private file and never shows it", async () => {
    const user = await openCli({ url: server.url, apiKey: "" });
    const login = await user.run(["login", "--name", "work"], { stdin: `${TEST_KEY}\n` });
    expect(login.code).toBe(0);
    expect(login.stdout + login.stderr).not.toContain(TEST_KEY);
    expect((await stat(join(user.folder, "profiles.json"))).mode & 0o777).toBe(0o600);
    expect(await user.run(["webhooks", "list"])).toMatchObject({ code: 0 });
    const list = await user.run(["profiles", "list", "--json"]);
    expect(JSON.parse(list.stdout)).toEqual([{ name: "work", url: server.url, current: true }]);

    // A key belongs to its server: it goes to no other.
    const elsewhere = await user.run(["webhooks", "list", "--url", receiver.origin]);
    expect(elsewhere).toMatchObject({ code: 2 });
    expect(elsewhere.stderr).toContain("there is no API key for");
    expect(receiver.requests).toHaveLength(0);

    expect(await user.run(["logout"])).toMatchObject({ code: 0 });
    expect(await readFile(join(user.folder, "profiles.json"), "utf8")).not.toContain(TEST_KEY);
    await user.remove();
  });

  it("keeps nothing of a key that the server does not know", async () => {
    const user = await openCli({ url: server.url, apiKey: "" });
    const login = await user.run(["login"], { stdin: "not-a-key-of-this-server-0123456789" });
    expect(login.code).toBe(1);
    expect(login.stderr).toContain("The API key is not known");
    await expect(stat(join(user.folder, "profiles.json"))).rejects.toThrow("ENOENT");
    await user.remove();
  });
});

describe("webhooks, tickets, deliveries, recover", () => {
  it("walk the whole life of a subscription by names", async () => {
    receiver.replyWith({ status: 500, body: "not today" });
    const made = await cli.json<Webhook>([
      "webhooks",
      "create",
      receiver.url("/hook"),
      "--events",
      "assigned",
      "--name",
      "Billing",
    ]);
    webhookId = made.webhook_id;
    expect(made.signing_secret).toMatch(/^[\w-]{43}$/);
    expect((await cli.run(["webhooks", "show", "billing"])).stdout).not.toContain(made.signing_secret);
    expect(await cli.json<Webhook>(["webhooks", "update", "Billing", "--timeout", "5s"])).toMatchObject({
      timeout_ms: 5000,
    });
    expect(await cli.run(["webhooks", "test", "Billing"])).toMatchObject({ code: 3 });

    await cli.run(["users", "create", "Zoë Nakamura", "zoe@example.com"]);
    const args = ["tickets", "create", "Printer is on fire", "--priority", "high", "--assign-to", "zoe@example.com"];
    const ticket = await cli.json<Ticket>(args);
    expect(ticket).toMatchObject({ assigned_to_name: "Zoë Nakamura", version: 1 });
    await receiver.waitForRequests(2);

    const retrying = await waitForDelivery("retrying");
    expect((await cli.run(["deliveries", "show", retrying.delivery_id])).stdout).toContain("not today");
    receiver.replyWith({ status: 200 });
    expect(await cli.run(["deliveries", "retry", retrying.delivery_id])).toMatchObject({ code: 0 });
    expect(await waitForDelivery("delivered")).toMatchObject({ delivery_id: retrying.delivery_id });

    expect(await cli.json<Webhook>(["webhooks", "pause", "Billing"])).toMatchObject({ is_active: false });
    await cli.run(["tickets", "assign", ticket.ticket_number, "nobody"]);
    await cli.run(["tickets", "assign", ticket.ticket_number, "zoe@example.com"]);
    await waitForDelivery("held");
    expect(await cli.json<Webhook>(["webhooks", "resume", "Billing", "--leave-held"])).toMatchObject({
      is_active: true,
    });
    const dry = await cli.run(["recover", "--webhook", "Billing", "--since", "1h", "--dry-run"]);
    expect(dry.stdout).toContain("Billing would get 1 event");
    expect(await cli.run(["recover", "--since", "1h"])).toMatchObject({ code: 2 });
    const before = receiver.requests.length;
    const sent = await cli.run(["recover", "--since", "1h", "--yes"]);
    expect(sent.stdout).toContain("sent 1");
    await receiver.waitForRequests(before + 1);
    const again = await cli.run(["recover", "--since", "1h", "--yes"]);
    expect(again.stdout).toContain("would get 0 events");

    const rotated = await cli.json<Webhook>(["webhooks", "rotate", "Billing", "--overlap", "1h"]);
    expect(rotated.signing_secret).not.toBe(made.signing_secret);
    expect(await cli.run(["webhooks", "rotate", "Billing", "--end-overlap"])).toMatchObject({ code: 0 });
    // Nobody can be asked here, so nothing is done.
    expect(await cli.run(["webhooks", "delete", "Billing"])).toMatchObject({ code: 2 });
    expect(await cli.run(["webhooks", "show", "Billing"])).toMatchObject({ code: 0 });
    expect(await cli.run(["webhooks", "delete", "Billing", "--yes"])).toMatchObject({ code: 0 });
    expect(await cli.run(["webhooks", "show", made.webhook_id])).toMatchObject({ code: 1 });
  });

  it("show deliveries live, as they move", async () => {
    receiver.replyWith({ status: 200 });
    await cli.run(["webhooks", "create", receiver.url("/live"), "--events", "created", "--name", "live"]);
    const tail = cli.start(["deliveries", "tail", "--webhook", "live", "--every", "100ms", "--json"]);
    let isSeen = false;
    const seen = tail.shows('"status":"delivered"').then(() => (isSeen = true));
    // It says nothing when it is ready, so tickets are made until it has seen one.
    while (!isSeen) await cli.run(["trigger", "created"]);
    await seen;
    tail.kill("SIGINT");
    const { code, stdout } = await tail.end;
    expect(code).toBe(0);
    const told = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Delivery);
    expect(told).toContainEqual(expect.objectContaining({ status: "delivered", attempt_number: 1 }));
    expect(await cli.run(["webhooks", "delete", "live", "--yes"])).toMatchObject({ code: 0 });
  });

  async function waitForDelivery(status: string): Promise<Delivery> {
    const path = `/webhooks/${webhookId}/deliveries?status=${status}&event_type=ticket.assigned&is_test=false`;
    return vi.waitFor(
      async () => {
        const { body } = await api.call<{ readonly data: readonly Delivery[] }>("GET", path);
        const [found] = body.data;
        if (found === undefined) throw new Error(`no delivery is ${status} yet`);
        return found;
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  it("change tickets by names, and say what there is when a name is none", async () => {
    const { ticket_number: number } = await cli.json<Ticket>(["tickets", "create", "Résumé \u001b[31mred"]);
    expect(await cli.json<Ticket>(["tickets", "status", number, "in progress"])).toMatchObject({
      status_name: "In Progress",
    });
    expect(await cli.run(["tickets", "comment", number, "Toner replaced", "--internal"])).toMatchObject({ code: 0 });
    const wrong = await cli.run(["tickets", "status", number, "Clsed"]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('there are "Open", "In Progress"');
    expect((await cli.run(["tickets", "assign", number, "nobody@nowhere"])).code).toBe(1);
    // Text from elsewhere does not get to move the terminal.
    expect((await cli.run(["tickets", "show", number])).stdout).toContain("Résumé \\u001b[31mred");
  });
});

describe("trigger", () => {
  it.each(EVENT_TYPES)("%s happens for real", async (type) => {
    const [made] = await cli.json<readonly { readonly events: readonly string[] }[]>([
      "trigger",
      type.replace("ticket.", ""),
    ]);
    expect(made?.events).toContain(type);
  });
});

describe("tenants, users and keys", () => {
  it("set up an installation by script", async () => {
    const tenant = await cli.json<{ readonly api_key: string }>(["tenants", "create", "Acme"]);
    const env = { TICKETWIRE_API_KEY: tenant.api_key };
    const user = await cli.run(["users", "create", "Søren Holm", "soren@example.com", "--json"], { env });
    expect(JSON.parse(user.stdout)).toMatchObject({ first_name: "Søren", last_name: "Holm" });
    const args = ["keys", "create", "ci", "--scopes", "tickets:read", "--user", "soren@example.com", "--only-key"];
    const key = (await cli.run(args, { env })).stdout.trim();
    const narrow = { env: { TICKETWIRE_API_KEY: key } };
    expect(await cli.run(["tickets", "list"], narrow)).toMatchObject({ code: 0 });
    expect(await cli.run(["webhooks", "list"], narrow)).toMatchObject({ code: 1 });
    // A doctor tells what it could find out, and what it may not see.
    const doctor = await cli.run(["doctor"], narrow);
    expect(doctor).toMatchObject({ code: 0, stderr: "" });
    expect(doctor.stdout).toMatch(/✓ key .*\n! webhooks .*lacks the scope webhooks:read/);
    const keys = JSON.parse((await cli.run(["keys", "list", "--json"], { env })).stdout) as readonly {
      readonly api_key_id: string;
      readonly name: string;
    }[];
    const id = keys.find(({ name }) => name === "ci")?.api_key_id ?? "";
    expect(await cli.run(["keys", "revoke", id, "--yes"], { env })).toMatchObject({ code: 0 });
    expect(await cli.run(["tickets", "list"], narrow)).toMatchObject({ code: 1 });
  });
});
