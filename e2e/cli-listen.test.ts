// The commands that make local work a pleasure, as processes against a real server: listening without a tunnel, chaos, a busy
// desk, a request bin; and what a person at a terminal sees and types.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Receiver, type ReceivedRequest, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { verify } from "@ticketwire/receiver";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Cli, openCli } from "./harness/cli-process.ts";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

// Each line starts a process; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

let server: ServerProcess;
let receiver: Receiver;
let cli: Cli;
let secret: string;

beforeAll(async () => {
  server = await startServerProcess();
  cli = await openCli({ url: server.url, apiKey: TEST_KEY });
  secret = (await cli.run(["listen", "--print-secret"])).stdout.trim();
});
afterAll(async () => {
  await server.stop();
  await cli.remove();
  await removeDataDir(server.dataDir);
});
afterEach(async () => {
  // What was made for one run is gone after it.
  expect(await cli.json<readonly unknown[]>(["webhooks", "list"])).toEqual([]);
});

/** A receiver that answers as one with the kit does. */
async function openReceiver(): Promise<Receiver> {
  return startReceiver({ script: async (request) => ({ status: await judge(request) }) });
}

async function judge({ body, headers }: ReceivedRequest): Promise<number> {
  const result = await verify(body, headers, { secrets: secret });
  return result.kind === "event" ? 200 : result.status;
}

beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());

async function trigger(type: string, ...args: readonly string[]): Promise<void> {
  expect(await cli.run(["trigger", type, ...args])).toMatchObject({ code: 0 });
}

/** How far the listeners of this folder have come. */
async function keptPositions(): Promise<readonly number[]> {
  const folder = join(cli.folder, "listen");
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  return texts.map((text) => (JSON.parse(text) as { readonly position: number }).position);
}

describe("listen", () => {
  it("forwards events signed with a secret that stays the same, and ends after so many", async () => {
    const before = receiver.requests.length;
    const listen = cli.start([
      "listen",
      "--forward-to",
      receiver.url("/hook"),
      "--events",
      "assigned",
      "--exit-after",
      "1",
    ]);
    await listen.shows("listening to");
    await trigger("assigned");
    const { code, stdout } = await listen.end;
    expect(code).toBe(0);
    expect(stdout).toMatch(/ticket\.assigned .*\n +→ 200 in \d+ ms/);
    const [request, ...others] = receiver.requests.slice(before);
    expect(others).toEqual([]);
    expect(request?.path).toBe("/hook");
    expect(request?.headers).toMatchObject({ "x-alga-event-type": "ticket.assigned", "x-alga-delivery-attempt": "1" });
    expect((await cli.run(["listen", "--print-secret"])).stdout.trim()).toBe(secret);
  });

  it("ends with 3 when an answer is not 2xx, or when nothing came in time", async () => {
    const deaf = await startReceiver({ script: { status: 503, body: "busy" } });
    const listen = cli.start(["listen", "--forward-to", deaf.url(), "--exit-after", "1", "--json"]);
    await listen.shows('"listening":true');
    await trigger("created");
    const { code, stdout } = await listen.end;
    expect(code).toBe(3);
    const [, line = ""] = stdout.trim().split("\n");
    expect(JSON.parse(line)).toMatchObject({
      event: { event_type: "ticket.created" },
      forwarded: { status: 503, body: "busy" },
    });
    await deaf.close();
    expect(await cli.run(["events", "tail", "--exit-after", "1", "--for", "100ms"])).toMatchObject({ code: 3 });
  });

  it("goes on where it was killed: what happened meanwhile is forwarded by the next run", async () => {
    const first = cli.start(["listen", "--forward-to", receiver.url("/first"), "--events", "created"]);
    await first.shows("listening to");
    await trigger("created");
    // Killed between an answer and its note it would send once more; here the note is there.
    await vi.waitFor(async () => expect(await keptPositions()).toEqual([1]), { timeout: 20_000 });
    first.kill("SIGKILL");
    await first.end;
    await trigger("created", "--count", "2");
    const args = ["listen", "--forward-to", receiver.url("/second"), "--events", "created", "--exit-after", "2"];
    expect(await cli.run(args)).toMatchObject({ code: 0 });
    expect(receiver.requests.filter(({ path }) => path === "/first")).toHaveLength(1);
    const sequences = receiver.requests
      .filter(({ path }) => path === "/second")
      .map(({ headers }) => headers["x-alga-sequence"]);
    expect(sequences).toEqual(["2", "3"]);
  });

  it("keeps a named webhook, so that nothing is lost while nobody listens", async () => {
    const args = ["events", "tail", "--webhook", "my-laptop", "--events", "created", "--json"];
    const first = cli.start([...args, "--exit-after", "1"]);
    await first.shows('"listening":true');
    await trigger("created", "--count", "3");
    expect(await first.end).toMatchObject({ code: 0 });
    const { stdout } = await cli.run([...args, "--exit-after", "2"]);
    const sequences = stdout
      .trim()
      .split("\n")
      .flatMap((line) => (JSON.parse(line) as { readonly sequence?: number }).sequence ?? []);
    expect(sequences).toEqual([2, 3]);
    const all = await cli.run([...args, "--after", "0", "--exit-after", "3"]);
    expect(all.stdout.trim().split("\n")).toHaveLength(4);
    expect(await cli.run(["webhooks", "delete", "my-laptop", "--yes"])).toMatchObject({ code: 0 });
  });

  it("ends in order on SIGTERM and leaves nothing behind", async () => {
    const listen = cli.start(["listen", "--forward-to", receiver.url()]);
    await listen.shows("listening to");
    listen.kill("SIGTERM");
    expect(await listen.end).toMatchObject({ code: 0 });
    expect((await readdir(join(cli.folder, "listen"))).filter((name) => !name.includes(".named."))).toEqual([]);
  });
});

describe("chaos", () => {
  it("loses, doubles, swaps and spoils on the way; a good receiver refuses what is spoilt", async () => {
    const counts = new Map<string, number>();
    const counting = await startReceiver({
      script: async (request) => {
        const status = await judge(request);
        if (status === 200) counts.set(request.body, (counts.get(request.body) ?? 0) + 1);
        return { status };
      },
    });
    const args = ["listen", "--forward-to", counting.url(), "--events", "created", "--exit-after", "12", "--seed", "7"];
    const chaos = ["--drop", "20%", "--duplicate", "30%", "--reorder", "30%", "--tamper", "40%", "--delay", "5ms"];
    const listen = cli.start([...args, ...chaos]);
    await listen.shows("listening to");
    await trigger("created", "--count", "12");
    const { code, stdout } = await listen.end;
    expect(code).toBe(0);
    const dropped = stdout.split("lost on the way").length - 1;
    expect(counts.size).toBe(12 - dropped);
    expect([...counts.values()]).toContain(2);
    expect(stdout).toContain("refused, as it should be");
    expect(stdout).toContain("held back, the next one goes first");
    const sequences = counting.requests.map(({ headers }) => Number(headers["x-alga-sequence"]));
    expect(sequences).not.toEqual(sequences.toSorted((a, b) => a - b));
    await counting.close();
  });

  it("does not hold up who wants to stop: a delay is cut short, and the event still goes out", async () => {
    const before = receiver.requests.length;
    const listen = cli.start(["listen", "--forward-to", receiver.url("/delayed"), "--delay", "10h", "--seed", "1"]);
    await listen.shows("listening to");
    await trigger("created");
    await listen.shows("ticket.created");
    listen.kill("SIGINT");
    const { code, stdout } = await listen.end;
    expect(code).toBe(0);
    expect(stdout).toContain("→ 200");
    expect(receiver.requests.slice(before).map(({ path }) => path)).toEqual(["/delayed"]);
  });
});

describe("simulate", () => {
  it("plays a help desk with real changes, and forwards their events", async () => {
    const args = ["simulate", "--rate", "10/s", "--for", "1s", "--forward-to", receiver.url("/desk"), "--json"];
    const { stdout } = await cli.run(args);
    const tally = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, number>;
    expect(tally).toMatchObject({ failed: 0, forwarded: { failed: 0 } });
    // A machine that is too slow for the pace leaves some out, and says so.
    expect((tally["done"] ?? 0) + (tally["left_out"] ?? 0)).toBe(10);
    const forwarded = receiver.requests.filter(({ path }) => path === "/desk").length;
    expect(forwarded).toBeGreaterThanOrEqual(tally["done"] ?? 0);
  });
});

describe("inspect", () => {
  it("opens a bin on the server, shows what is sent to it, and checks signatures", async () => {
    const inspect = cli.start(["inspect", "--subscribe", "created", "--exit-after", "1", "--every", "100ms", "--json"]);
    await inspect.shows('"url"');
    await trigger("created");
    const { code, stdout } = await inspect.end;
    expect(code).toBe(0);
    const [, line = ""] = stdout.trim().split("\n");
    expect(JSON.parse(line)).toMatchObject({ method: "POST", signature: { valid: true } });
  });
});

describe("doctor", () => {
  it("finds a receiver that refuses the signature, and says why it may", async () => {
    expect(await cli.run(["doctor"])).toMatchObject({ code: 0 });
    const strict = await startReceiver({ script: { status: 401 } });
    await cli.run(["webhooks", "create", strict.url(), "--events", "created", "--name", "strict"]);
    await trigger("created");
    // A 401 is answered by one more try in the other order of secrets, only during a rotation; here there is one.
    await strict.waitForRequests(1);
    await expect
      .poll(async () => (await cli.run(["doctor", "--webhook", "strict"])).stdout, { timeout: 20_000 })
      .toContain("It has another secret");
    expect(await cli.run(["doctor", "--webhook", "strict"])).toMatchObject({ code: 3 });
    await cli.run(["webhooks", "delete", "strict", "--yes"]);
    await strict.close();
  });
});

describe("at a terminal", () => {
  it("a key is typed without being shown", async () => {
    const user = await openCli({ url: server.url, apiKey: "" });
    const login = user.startInTerminal(["login"]);
    await login.shows("API key for");
    login.type(`${TEST_KEY}\r`);
    const { code, stdout } = await login.end;
    expect(code).toBe(0);
    expect(stdout).toContain("kept as profile");
    expect(stdout).not.toContain(TEST_KEY);
    await user.remove();
  });

  it("listening takes keys: resend, inspect, copy as curl, quit", async () => {
    const path = `/keys-${createHash("sha256").update(secret).digest("hex").slice(0, 6)}`;
    const listen = cli.startInTerminal(["listen", "--forward-to", receiver.url(path), "--events", "created"]);
    await listen.shows("q quit");
    await trigger("created");
    await listen.shows(/→ 200/);
    listen.type("r");
    await listen.shows("sent 2 times");
    listen.type("i");
    await listen.shows('"event_type": "ticket.created"');
    listen.type("c");
    await listen.shows("curl -i -X POST");
    listen.type("q");
    expect(await listen.end).toMatchObject({ code: 0 });
    const attempts = receiver.requests.filter((request) => request.path === path);
    expect(attempts.map(({ headers }) => headers["x-alga-delivery-attempt"])).toEqual(["1", "2"]);
    expect(new Set(attempts.map(({ body }) => body)).size).toBe(1);
  });

  it("a bar shows how far a busy desk is, and is gone before the result is written", async () => {
    const { code, stdout } = await cli.startInTerminal(["simulate", "--rate", "5/s", "--for", "1s"]).end;
    expect(code).toBe(0);
    const bar = [...stdout.matchAll(/changes \S+ \d\/5/g)];
    expect(bar.length).toBeGreaterThan(0);
    expect(stdout.indexOf("TIMES")).toBeGreaterThan(bar.at(-1)?.index ?? Number.POSITIVE_INFINITY);
  });

  it("what can not be undone is asked for, and a no does nothing", async () => {
    await cli.run(["webhooks", "create", receiver.url(), "--events", "all", "--name", "precious"]);
    const no = cli.startInTerminal(["webhooks", "delete", "precious"]);
    await no.shows("Delete the webhook");
    no.type("n\r");
    expect(await no.end).toMatchObject({ code: 130 });
    expect(await cli.run(["webhooks", "show", "precious"])).toMatchObject({ code: 0 });
    const yes = cli.startInTerminal(["webhooks", "delete", "precious"]);
    await yes.shows("Delete the webhook");
    yes.type("y\r");
    expect(await yes.end).toMatchObject({ code: 0 });
  });
});
