// What somebody does who installed the package: plain JavaScript, run by the test on several versions of Node.js in a
// folder of its own. In: the vectors' file as first argument. Out: one JSON line with what it saw.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { createReceiver, ReceiverError, verify } from "@ticketwire/receiver";
import { catchUp, startCatchUp } from "@ticketwire/receiver/catch-up";
import { toExpressHandler } from "@ticketwire/receiver/express";
import { toFastifyPlugin } from "@ticketwire/receiver/fastify";
import { toFetchHandler } from "@ticketwire/receiver/fetch";
import { toHonoHandler } from "@ticketwire/receiver/hono";
import { toLambdaHandler } from "@ticketwire/receiver/lambda";
import { toNextRoute } from "@ticketwire/receiver/next";
import { toNodeHandler } from "@ticketwire/receiver/node";
import { createMemoryQueue } from "@ticketwire/receiver/queues/memory";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";
import { createPostgresStore } from "@ticketwire/receiver/stores/postgres";
import { createRedisStore } from "@ticketwire/receiver/stores/redis";
import { createSqliteStore, openSqlite } from "@ticketwire/receiver/stores/sqlite";

const { vectors } = JSON.parse(readFileSync(process.argv[2], "utf8"));

async function checkVectors() {
  let agreed = 0;
  for (const vector of vectors) {
    const body = Buffer.from(vector.body_base64, "base64");
    const result = await verify(body, vector.headers, { secrets: vector.secrets, now: vector.now * 1000 });
    const isValid = result.kind === "event" || result.code.startsWith("body_");
    const isExpected = vector.expect === "valid" ? isValid : !isValid && result.code === vector.expect;
    if (!isExpected) throw new Error(`${vector.name}: expected ${vector.expect}, got ${JSON.stringify(result)}`);
    agreed += 1;
  }
  return agreed;
}

async function openStore() {
  try {
    return createSqliteStore(await openSqlite(":memory:"));
  } catch (error) {
    if (error instanceof ReceiverError && error.code === "sqlite_missing") return createMemoryStore();
    throw error;
  }
}

async function receiveOverHttp(store) {
  const { body_base64: body, headers, secrets, now } = vectors.find(({ name }) => name === "event ticket.assigned");
  const seen = [];
  const receiver = createReceiver({
    secrets,
    store,
    on: {
      "ticket.assigned": async (event, context) =>
        void seen.push(await context.applyIfNewer(() => {}), event.event_type),
    },
    now: () => now * 1000,
  });
  const server = createServer(toNodeHandler(receiver)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}/`;
  const answers = [];
  for (const text of [Buffer.from(body, "base64"), Buffer.from(body, "base64"), "tampered"]) {
    const response = await fetch(url, { method: "POST", headers, body: text });
    answers.push(response.status, (await response.json()).status ?? "refused");
  }
  server.closeAllConnections();
  server.close();
  const web = await toFetchHandler(receiver)(
    new Request(url, { method: "POST", headers, body: Buffer.from(body, "base64") }),
  );
  return [...answers, web.status, ...seen];
}

const store = await openStore();
const others = [catchUp, startCatchUp, toExpressHandler, toFastifyPlugin, toHonoHandler, toLambdaHandler, toNextRoute];
const more = [createMemoryQueue, createPostgresStore, createRedisStore];
process.stdout.write(
  JSON.stringify({
    vectors: await checkVectors(),
    sqlite: "purge" in store,
    http: await receiveOverHttp(store),
    functions: [...others, ...more].every((value) => typeof value === "function"),
  }),
);
