// An idempotency key holds on every POST of the description: the answer is kept whole and sealed, given again, refused to
// another request, and nobody runs beside the first.
import { randomUUID } from "node:crypto";
import { claimIdempotencyKey } from "@ticketwire/engine/access/idempotency-keys";
import { sql } from "@ticketwire/engine/db/sql";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashRequest } from "../idempotency/request-mark.ts";
import { buildCommittedDocument } from "../openapi/committed-document.ts";
import type { Json } from "../openapi/schema-book.ts";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";
import { Chance } from "./chance.ts";
import { Description, type Operation } from "./description.ts";
import { harvest } from "./harvest.ts";
import { makeGood, toRequest } from "./request-maker.ts";
import { type SchemaNode, ValueMaker } from "./value-maker.ts";
import { makeWorld, type World } from "./world.ts";

const MOST_TRIES = 80;

/** Headers that speak of the one call, not of its answer. */
const OF_THE_CALL = ["x-request-id", "date", "idempotency-replayed", "connection", "keep-alive"];

const description = new Description(buildCommittedDocument());
const posts = description.listOperations().filter(({ method }) => method === "POST");

let t: TestApp;
let world: World;
let maker: ValueMaker;
beforeAll(async () => {
  t = await openTestApp();
  const lists = description.listOperations().filter(({ method, path }) => method === "GET" && !path.includes("{"));
  world = await makeWorld(
    t,
    lists.map(({ path }) => path),
  );
  const resolve = (ref: string): SchemaNode => description.resolve<SchemaNode>(ref);
  maker = new ValueMaker({ chance: new Chance(11), pool: world.pool, resolve });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

const make = (operation: Operation): InjectOptions =>
  toRequest(operation, makeGood(operation, maker, world.companions));
const markOf = ({ method = "GET", url, payload }: InjectOptions) =>
  hashRequest({ method, url: String(url), body: payload ?? {} });

function callWith(idempotencyKey: string, request: InjectOptions): Promise<LightMyRequestResponse> {
  return world.call({ ...request, headers: { "idempotency-key": idempotencyKey } });
}

interface Success {
  readonly key: string;
  readonly request: InjectOptions;
  readonly answer: LightMyRequestResponse;
}

/** Asks until a request succeeds, for chance may name things that do not fit one another; each try under a key of its own. */
async function succeed(operation: Operation): Promise<Success> {
  for (let n = 0; n < MOST_TRIES; n++) {
    const success = { key: randomUUID(), request: make(operation) };
    const answer = await callWith(success.key, success.request);
    if (answer.statusCode >= 300) continue;
    if (answer.body !== "") harvest(world, answer.json<Json>());
    return { ...success, answer };
  }
  throw new Error(`no request for ${operation.operationId} succeeded`);
}

/** Another request that is allowed, for the same operation. */
function another(operation: Operation, request: InjectOptions): InjectOptions {
  for (let n = 0; n < MOST_TRIES; n++) {
    const other = make(operation);
    if (!markOf(other).equals(markOf(request))) return other;
  }
  throw new Error(`chance makes one request for ${operation.operationId} only`);
}

function lasting(answer: LightMyRequestResponse): object {
  const { statusCode, body } = answer;
  const headers = Object.entries(answer.headers).filter(([name]) => !OF_THE_CALL.includes(name));
  return { statusCode, body, headers: Object.fromEntries(headers) };
}

/** Texts of an answer that may stand nowhere in the open. */
function secretsIn(value: Json, name = ""): readonly string[] {
  if (typeof value === "string") return /secret|api_key$|^key$/.test(name) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, part]) => secretsIn(part as Json, inner));
}

async function readKept(key: string): Promise<string> {
  const [row] = await t.db.engine.query<{ body: Buffer; headers: string }>(sql`
    SELECT response_body AS body, response_headers::text AS headers
    FROM ticketwire.idempotency_keys WHERE idempotency_key = ${key}`);
  return row === undefined ? "" : row.body.toString("latin1") + row.headers;
}

/** Operations whose answers hold a secret, as they were seen. */
const showSecrets = new Set<string>();

describe.each(posts.map((operation) => [operation.operationId, operation] as const))("%s", (_id, operation) => {
  let first: Success;
  beforeAll(async () => {
    first = await succeed(operation);
  });

  it("gives the same request its first answer again, status and headers included", async () => {
    const again = await callWith(first.key, first.request);
    expect(lasting(again)).toEqual(lasting(first.answer));
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(first.answer.headers).not.toHaveProperty("idempotency-replayed");
  });

  it("refuses the key to another request", async () => {
    const other = await callWith(first.key, another(operation, first.request));
    expect([other.statusCode, other.json<{ error: { code: string } }>().error.code]).toEqual([
      422,
      "IDEMPOTENCY_MISMATCH",
    ]);
  });

  it("tells whoever comes while the first one runs to come back", async () => {
    const key = randomUUID();
    const [owner] = await t.db.engine.query<{ tenant_id: never; api_key_id: string }>(sql`
      SELECT tenant_id, api_key_id FROM ticketwire.idempotency_keys WHERE idempotency_key = ${first.key}`);
    if (owner === undefined) throw new Error("the first answer was not kept");
    const now = new Date();
    await claimIdempotencyKey(
      t.db.engine,
      { tenantId: owner.tenant_id, apiKeyId: owner.api_key_id, idempotencyKey: key },
      {
        requestHash: markOf(first.request),
        now,
        expiresAt: new Date(now.getTime() + 86_400_000),
        leftBehindBefore: new Date(0),
      },
    );
    const beside = await callWith(key, first.request);
    expect([beside.statusCode, beside.headers["retry-after"]]).toEqual([409, "1"]);
  });

  it("keeps the answer sealed", async () => {
    const kept = await readKept(first.key);
    expect(kept).not.toBe("");
    expect(kept).not.toContain('"data"');
    for (const secret of secretsIn(first.answer.json<Json>())) {
      showSecrets.add(operation.operationId);
      expect(kept).not.toContain(secret);
    }
  });
});

describe("the answers that were kept", () => {
  it("are among others those with secrets that are shown once", () => {
    expect([...showSecrets].sort()).toEqual(["createApiKey", "createTenant", "createWebhook", "rotateWebhookSecret"]);
  });
});
