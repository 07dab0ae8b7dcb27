// Tenants never meet (P11): every operation of the description is called by an admin of one tenant with the ids of another. The
// answer is 404, never 403 and never a word of the other's; and nothing of the other's has changed afterwards.
import { sql } from "@ticketwire/engine/db/sql";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommittedDocument } from "../openapi/committed-document.ts";
import type { Json } from "../openapi/schema-book.ts";
import { makeKey, openTestApp, type TestApp, type TestKey } from "../testkit/test-app.ts";
import { Chance } from "./chance.ts";
import { Description, type Operation } from "./description.ts";
import { align, harvest, type Harvest } from "./harvest.ts";
import { type SchemaNode, ValueMaker } from "./value-maker.ts";
import { makeWorld, type World } from "./world.ts";

/** A word that stands in every text of the victim. */
const MARK = "Zugspitze";
const TRIES = 6;

const description = new Description(buildCommittedDocument());
const operations = description.listOperations();
const chance = new Chance(7);
const withIds = operations.filter(({ path }) => path.includes("{"));
const withoutIds = operations.filter(({ path }) => !path.includes("{"));

let t: TestApp;
let victim: World;
let known: Harvest;
let stranger: TestKey;
let maker: ValueMaker;
let before: string;

type Values = Readonly<Record<string, Json>>;

function make(schema: SchemaNode): Values {
  return maker.make(schema, "") as Values;
}

function wordOf(value: Json): string {
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}

/** A request that the description allows; every id in it is the victim's. */
function makeRequest(operation: Operation): InjectOptions {
  const params = align(make(operation.params), known.companions);
  const { cursor: _cursor, ...query } = make(operation.query);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, wordOf(value)]));
  const method = operation.method as "GET";
  const url = `${path}?${words}`;
  return operation.body === undefined ? { method, url } : { method, url, payload: make(operation.body) };
}

function callAsStranger(request: InjectOptions): Promise<LightMyRequestResponse> {
  return t.app.inject({ ...request, headers: { "x-api-key": stranger.key } });
}

/** One number over every row of the victim, whatever the table. */
async function digest(): Promise<string> {
  const tables = await t.db.engine.query<{ name: string }>(sql`
    SELECT c.relname AS name FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relnamespace = 'ticketwire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('api_keys', 'rate_buckets') ORDER BY 1`);
  expect(tables.length).toBeGreaterThan(20);
  const session = await t.db.openSession();
  try {
    const sums: string[] = [];
    for (const { name } of tables) {
      const { rows } = await session.query<{ sum: string }>(
        `SELECT count(*) || ':' || coalesce(sum(hashtextextended(r::text, 0)::numeric), 0) AS sum
         FROM ticketwire.${name} AS r WHERE tenant_id <> $1`,
        [stranger.tenantId],
      );
      sums.push(`${name} ${rows[0]?.sum}`);
    }
    return sums.join("\n");
  } finally {
    await session.end();
  }
}

beforeAll(async () => {
  t = await openTestApp();
  const lists = withoutIds.filter(({ method }) => method === "GET").map(({ path }) => path);
  victim = await makeWorld(t, lists);
  const named = { title: `${MARK} ticket`, tags: [MARK], attributes: { peak: MARK } };
  const created = await victim.call({ method: "POST", url: "/api/v1/tickets", payload: named });
  expect(created.statusCode).toBe(201);
  const bin = await victim.call({ method: "POST", url: "/api/v1/request-bins", payload: { name: MARK } });
  expect(bin.statusCode).toBe(201);
  known = { ...victim, spared: new Set() };
  harvest(known, created.json<Json>());
  for (const url of lists) harvest(known, (await victim.call({ method: "GET", url })).json<Json>());
  stranger = await makeKey(t.db);
  maker = new ValueMaker({ chance, pool: known.pool, resolve: (ref) => description.resolve<SchemaNode>(ref) });
  before = await digest();
});
afterAll(async () => {
  await victim[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

describe("another tenant's ids", () => {
  it.each(withIds.map((operation) => [operation.operationId, operation] as const))(
    "%s answers 404",
    async (_id, operation) => {
      const [statuses, ownStatuses]: [Set<number>, Set<number>] = [new Set(), new Set()];
      for (let n = 0; n < TRIES; n++) {
        const request = makeRequest(operation);
        const answer = await callAsStranger(request);
        statuses.add(answer.statusCode);
        expect(answer.body).not.toContain(MARK);
        if (operation.method === "GET") ownStatuses.add((await victim.call(request)).statusCode);
      }
      // Chance may put things together that do not fit; such a request is refused for that before anything is read.
      expect([...statuses].filter((status) => status !== 400)).toEqual([404]);
      // To its owner the same request shows something: a 404 to everybody would prove nothing.
      if (operation.method === "GET") expect(ownStatuses).toContain(200);
    },
  );

  it.each(withoutIds.map((operation) => [operation.operationId, operation] as const))(
    "%s, with another tenant's ids in query and body, tells nothing",
    async (_id, operation) => {
      for (let n = 0; n < TRIES; n++) {
        const request = makeRequest(operation);
        const answer = await callAsStranger(request);
        expect({ request, status: answer.statusCode }).not.toMatchObject({ status: 500 });
        expect(answer.body).not.toContain(MARK);
      }
    },
  );

  it("had no effect", async () => {
    expect(await digest()).toBe(before);
  });

  it("are found by nobody who names the other tenant with a key of his own", async () => {
    const [tenantId] = known.pool.get("tenant") ?? known.pool.get("tenant_id") ?? [];
    const headers = { "x-api-key": stranger.key, "x-tenant-id": String(tenantId) };
    const answer = await t.app.inject({ method: "GET", url: "/api/v1/tickets", headers });
    expect([401, 403]).toContain(answer.statusCode);
    expect(answer.body).not.toContain(MARK);
  });
});
