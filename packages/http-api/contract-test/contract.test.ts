// The description does not lie: for every operation, what it allows is answered as it says, and what it forbids is refused by
// name. Requests are generated from it, by chance that repeats; CONTRACT_SEED tries another chance.
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommittedDocument } from "../openapi/committed-document.ts";
import type { Json } from "../openapi/schema-book.ts";
import { makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";
import { Chance } from "./chance.ts";
import { Description, type Operation } from "./description.ts";
import { harvest } from "./harvest.ts";
import { type RequestParts, spoil } from "./spoil.ts";
import { type Pool, type SchemaNode, ValueMaker } from "./value-maker.ts";

const { CONTRACT_SEED: givenSeed = "1" } = process.env;
const seed = Number(givenSeed);

/** Good requests of each operation. */
const GOOD_REQUESTS = 8;

const description = new Description(buildCommittedDocument());
const operations = description.listOperations();
const resolve = (ref: string): SchemaNode => description.resolve<SchemaNode>(ref);
const pool: Pool = new Map<string, Json[]>([["wait", [0]]]);
const maker = new ValueMaker({ chance: new Chance(seed), pool, resolve });

let t: TestApp;
let outsider = "";
beforeAll(async () => {
  t = await openTestApp();
  outsider = (await makeKey(t.db, { scopes: [] })).key;
});
afterAll(() => t[Symbol.asyncDispose]());

function toWord(value: Json): string {
  if (Array.isArray(value))
    return value.every((item) => typeof item === "string") ? value.join(",") : JSON.stringify(value);
  return String(value);
}

function toRequest(operation: Operation, parts: RequestParts): InjectOptions {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(parts.params[name])),
  );
  const query = new URLSearchParams(Object.entries(parts.query).map(([name, value]) => [name, toWord(value)]));
  const url = query.size === 0 ? path : `${path}?${query}`;
  const method = operation.method as "GET";
  return parts.body === undefined ? { method, url } : { method, url, payload: parts.body };
}

function makeGood(operation: Operation): RequestParts {
  const { params, query, body } = operation;
  const asRecord = (schema: SchemaNode) => maker.make(schema, "") as Readonly<Record<string, Json>>;
  const { cursor: _cursor, ...rest } = asRecord(query);
  return { params: asRecord(params), query: rest, body: body === undefined ? undefined : asRecord(body) };
}

function expectAsDescribed(operation: Operation, answer: LightMyRequestResponse): void {
  const { statusCode: status, body } = answer;
  expect({ status, faults: description.findFaults(operation, { status, body }) }).toEqual({ status, faults: [] });
  expect(status).toBeLessThan(500);
  if (status < 300 && body !== "")
    harvest(pool, JSON.parse(body) as Json, new Set([t.admin.apiKeyId, t.admin.userId, t.admin.tenantId]));
}

// What creates goes first and what deletes last, so that ids are there to be used.
const ORDER = ["POST", "GET", "PUT", "DELETE"];
const ordered = [...operations].sort((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method));

describe.each(ordered.map((operation) => [operation.operationId, operation] as const))(
  `%s (seed ${seed})`,
  (_id, operation) => {
    it("answers as described to what is allowed", async () => {
      expect.hasAssertions();
      for (let n = 0; n < GOOD_REQUESTS; n++)
        expectAsDescribed(operation, await t.call(toRequest(operation, makeGood(operation))));
    });

    it("refuses by name what is forbidden", async () => {
      const { query, body } = operation;
      for (const bad of spoil({ query, body, resolve }, makeGood(operation))) {
        const answer = await t.call(toRequest(operation, bad));
        const refused = { what: bad.what, status: answer.statusCode, paths: pathsOf(answer) };
        expect(refused).toEqual({
          what: bad.what,
          status: 400,
          paths: expect.arrayContaining([expect.stringMatching(placeOf(bad.path))]),
        });
        expectAsDescribed(operation, answer);
      }
    });

    it("asks for a key, for its scope, and for nothing before", async () => {
      const good = toRequest(operation, makeGood(operation));
      const without = await t.app.inject(good);
      expect(without.statusCode).toBe(401);
      expectAsDescribed(operation, without);
      if (operation.scope === undefined) return;
      const stranger = await t.app.inject({
        ...good,
        payload: "{broken",
        headers: { "x-api-key": outsider, "content-type": "text/x" },
      });
      expect([403, 400]).toContain(stranger.statusCode);
      expectAsDescribed(operation, stranger);
    });
  },
);

function pathsOf(answer: LightMyRequestResponse): readonly string[] {
  const { error } = answer.json<{ error?: { details?: readonly { readonly path: string }[] } }>();
  return Array.isArray(error?.details) ? error.details.map(({ path }) => path) : [];
}

// The field itself or something in it.
function placeOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.")}(\\.|$)`);
}
