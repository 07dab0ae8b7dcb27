// The description does not lie: for every operation, what it allows is answered as it says, and what it forbids is refused by
// name. Requests are generated from it, by chance that repeats; CONTRACT_SEED tries another chance.
import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCommittedDocument } from "../openapi/committed-document.ts";
import type { Json } from "../openapi/schema-book.ts";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";
import { Chance } from "./chance.ts";
import { Description, type Operation } from "./description.ts";
import { harvest } from "./harvest.ts";
import { makeGood, toRequest } from "./request-maker.ts";
import { type RequestParts, spoil } from "./spoil.ts";
import { type SchemaNode, ValueMaker } from "./value-maker.ts";
import { makeWorld, type World } from "./world.ts";

const { CONTRACT_SEED: givenSeed = "1" } = process.env;
const seed = Number(givenSeed);

/** Good requests of each operation; more until one succeeds, for chance may name things that do not fit one another. */
const GOOD_REQUESTS = 8;
const MOST_REQUESTS = 80;

/** Refusals for the shape of a request. What the description allows is never refused with one of these. */
const SHAPE_CODES: ReadonlySet<string> = new Set([
  "required",
  "unknown_field",
  "unknown_parameter",
  "wrong_type",
  "too_short",
  "too_long",
  "too_few",
  "too_many",
  "too_small",
  "too_big",
  "bad_format",
  "not_allowed",
  "duplicate",
  "invalid",
]);

/** Fields whose shape depends on another field, which a schema can not say. */
const DEPENDENT = /^(retry_config\.max_delay|event_filter\.conditions\.\d+\.value)$/;

/** Operations that exist to refuse. */
const NEVER_SUCCEED = ["deleteTicket"];

const succeeded = new Set<string>();
const hasEnough = (operationId: string): boolean => succeeded.has(operationId) || NEVER_SUCCEED.includes(operationId);

const description = new Description(buildCommittedDocument());
const operations = description.listOperations();
const resolve = (ref: string): SchemaNode => description.resolve<SchemaNode>(ref);
const chance = new Chance(seed);

let t: TestApp;
let world: World;
let maker: ValueMaker;
beforeAll(async () => {
  t = await openTestApp();
  const lists = operations.filter(({ method }) => method === "GET").map(({ path }) => path);
  world = await makeWorld(
    t,
    lists.filter((path) => !path.includes("{")),
  );
  maker = new ValueMaker({ chance, pool: world.pool, resolve });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

const good = (operation: Operation): RequestParts => makeGood(operation, maker, world.companions);

function expectAsDescribed(operation: Operation, answer: LightMyRequestResponse): void {
  const { statusCode: status, body } = answer;
  expect({ status, faults: description.findFaults(operation, { status, body }) }).toEqual({ status, faults: [] });
  expect(status).toBeLessThan(500);
  if (status < 300 && body !== "") harvest(world, JSON.parse(body) as Json);
}

// What creates goes first and what deletes last, so that ids are there to be used.
const ORDER = ["POST", "GET", "PUT", "DELETE"];
const ordered = [...operations].sort(
  // Of deletes the innermost first.
  (a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method) || b.path.length - a.path.length,
);

describe.each(ordered.map((operation) => [operation.operationId, operation] as const))(
  `%s (seed ${seed})`,
  (_id, operation) => {
    it("answers as described to what is allowed", async () => {
      for (let n = 0; n < GOOD_REQUESTS || (n < MOST_REQUESTS && !hasEnough(operation.operationId)); n++) {
        const request = toRequest(operation, good(operation));
        const answer = await world.call(request);
        expectAsDescribed(operation, answer);
        if (answer.statusCode < 300) succeeded.add(operation.operationId);
        const lies = findingsOf(answer).filter(({ path, code }) => SHAPE_CODES.has(code) && !DEPENDENT.test(path));
        expect({ request, lies }).toEqual({ request, lies: [] });
      }
    });

    it("refuses by name what is forbidden", async () => {
      const { query, body } = operation;
      for (const bad of spoil({ query, body, resolve }, good(operation))) {
        const answer = await world.call(toRequest(operation, bad));
        const refused = {
          what: bad.what,
          status: answer.statusCode,
          paths: findingsOf(answer).map(({ path }) => path),
        };
        expect(refused).toEqual({
          what: bad.what,
          status: 400,
          paths: expect.arrayContaining([expect.stringMatching(placeOf(bad.path))]),
        });
        expectAsDescribed(operation, answer);
      }
    });

    it("asks for a key, for its scope, and for nothing before", async () => {
      const request = toRequest(operation, good(operation));
      const without = await t.app.inject(request);
      expect(without.statusCode).toBe(401);
      expectAsDescribed(operation, without);
      if (operation.scope === undefined) return;
      const stranger = await t.app.inject({
        ...request,
        payload: "{broken",
        headers: { "x-api-key": world.powerlessKey, "content-type": "text/x" },
      });
      expect([403, 400]).toContain(stranger.statusCode);
      expectAsDescribed(operation, stranger);
    });
  },
);

describe("all operations", () => {
  it("were answered with success at least once", () => {
    const never = operations.map(({ operationId }) => operationId).filter((id) => !succeeded.has(id));
    expect(never).toEqual(NEVER_SUCCEED);
  });
});

function findingsOf(answer: LightMyRequestResponse): readonly { readonly path: string; readonly code: string }[] {
  if (answer.statusCode !== 400) return [];
  const { error } = answer.json<{ error: { details?: readonly { readonly path: string; readonly code: string }[] } }>();
  return error.details ?? [];
}

// The field itself or something in it.
function placeOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.")}(\\.|$)`);
}
