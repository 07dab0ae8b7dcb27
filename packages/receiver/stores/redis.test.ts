// The Redis store on a real server, through both well-known clients: the shared suite, expiry by the server, and a
// client that is neither. The server is the first redis-server or valkey-server in PATH, on a free port, nothing on
// disk. Without one these tests are skipped, and the output says so.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createClient } from "@redis/client";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedisStore, type RedisClient } from "./redis.ts";
import { describeStore } from "../testkit/store-suite.ts";

const program = ["redis-server", "valkey-server"].find((name) => spawnSync(name, ["--version"]).status === 0);
if (program === undefined) {
  process.stderr.write(
    "SKIPPED: the Redis store was not tested, since neither redis-server nor valkey-server is in PATH\n",
  );
}

let server: ChildProcess | undefined;
let port = 0;
const closers: (() => unknown)[] = [];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

async function startServer(name: string): Promise<ChildProcess> {
  port = await freePort();
  const child = spawn(name, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
  for await (const chunk of child.stdout) if (String(chunk).includes("Ready to accept connections")) return child;
  throw new Error(`${name} ended before it was ready`);
}

const clients: readonly (readonly [string, () => Promise<RedisClient>])[] = [
  [
    "ioredis",
    async () => {
      const client = new Redis(port, "127.0.0.1");
      closers.push(() => client.quit());
      return client;
    },
  ],
  [
    "node-redis",
    async () => {
      const client = createClient({ url: `redis://127.0.0.1:${port}` });
      await client.connect();
      closers.push(() => client.close());
      return client;
    },
  ],
];

describe.runIf(program !== undefined)("with a Redis server", () => {
  beforeAll(async () => void (server = await startServer(program ?? "")));
  afterAll(async () => {
    await Promise.all(closers.map((close) => close()));
    if (server === undefined) return;
    const ended = once(server, "exit");
    server.kill();
    await ended;
  });

  for (const [name, connect] of clients) {
    describeStore(`Redis store over ${name}`, async () => ({
      connect: async (clock) => createRedisStore(await connect(), { prefix: `${name}:`, clock }),
      close: async () => {},
    }));
  }

  it.each(clients)("%s: goes by the server's clock and lets the server forget", async (name, connect) => {
    const client = await connect();
    const store = createRedisStore(client, { prefix: `${name}-clock:` });
    await store.claim({ key: "a", token: "t", leaseMs: 60_000 });
    const busy = await store.claim({ key: "a", token: "u", leaseMs: 60_000 });
    expect(busy).toMatchObject({ kind: "busy" });
    expect(await store.complete({ key: "a", token: "t", keepMs: 60_000 })).toBe(true);
    const raw = new Redis(port, "127.0.0.1");
    closers.push(() => raw.quit());
    const left = await raw.pttl(`${name}-clock:a`);
    expect(left).toBeGreaterThan(60_000);
    expect(left).toBeLessThanOrEqual(60_000 + 3_600_000);
    await store.swap({ key: "b", expected: null, next: "1", keepMs: null });
    expect(await raw.pttl(`${name}-clock:b`)).toBe(-1);
  });
});

describe("Redis store", () => {
  it("refuses a client it does not know", () => {
    expect(() => createRedisStore({} as RedisClient)).toThrow(/ioredis or a node-redis client/);
  });
});
