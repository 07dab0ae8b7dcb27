// A POST with an idempotency key happens once, whatever the caller and the process do.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimIdempotencyKey, dropExpiredIdempotencyKeys } from "@ticketwire/engine/access/idempotency-keys";
import { sql } from "@ticketwire/engine/db/sql";
import { echoResource, runs } from "../testkit/echo-resource.ts";
import { makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";
import { hashRequest } from "./request-mark.ts";

let t: TestApp;
let key = 0;
beforeAll(async () => {
  t = await openTestApp({ resources: [echoResource] });
});
afterAll(() => t[Symbol.asyncDispose]());
beforeEach(() => {
  key++;
  runs.created = 0;
  runs.failing = 0;
});

const post = (payload: object, headers: Record<string, string> = {}, url = "/api/v1/things") =>
  t.call({ method: "POST", url, payload, headers: { "idempotency-key": `key-${key}`, ...headers } });

describe("the same call again", () => {
  it("is given the first answer, headers included", async () => {
    const first = await post({ name: "x", count: 1 });
    const again = await post({ count: 1, name: "x" });
    expect(again.statusCode).toBe(201);
    expect(again.body).toBe(first.body);
    expect(again.headers["location"]).toBe("/things/1");
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(first.headers).not.toHaveProperty("idempotency-replayed");
    expect(runs.created).toBe(1);
  });

  it("is given the first refusal too, in the shape it asks for now", async () => {
    expect((await post({ name: "conflict" })).statusCode).toBe(409);
    const again = await post({ name: "conflict" }, { accept: "application/problem+json" });
    expect(again.json()).toMatchObject({ code: "CONFLICT", detail: "There is one already." });
    expect(runs.created).toBe(1);
  });

  it("runs anew after a fault, and its answer without a body is kept", async () => {
    const url = "/api/v1/things/break";
    expect((await post({}, {}, url)).statusCode).toBe(500);
    expect((await post({}, {}, url)).statusCode).toBe(204);
    expect((await post({}, {}, url)).statusCode).toBe(204);
    expect(runs.failing).toBe(2);
  });

  it("belongs to the API key: another one has its own", async () => {
    await post({ name: "x" });
    const other = await makeKey(t.db, { tenantId: t.admin.tenantId });
    await post({ name: "x" }, { "x-api-key": other.key });
    expect(runs.created).toBe(2);
  });
});

describe("another call under the same key", () => {
  it("is refused", async () => {
    await post({ name: "x" });
    const other = await post({ name: "y" });
    expect(other.statusCode).toBe(422);
    expect(other.json()).toMatchObject({ error: { code: "IDEMPOTENCY_MISMATCH" } });
  });

  it("may come when the first was never valid", async () => {
    expect((await post({ name: "" })).statusCode).toBe(400);
    expect((await post({ name: "x" })).statusCode).toBe(201);
  });
});

describe("calls at once", () => {
  it("run once; the others are told to come back or given the answer", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => post({ name: "x" })));
    expect(runs.created).toBe(1);
    const statuses = new Set(answers.map((answer) => answer.statusCode));
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
    const waiting = answers.find((answer) => answer.statusCode === 409);
    if (waiting) expect(waiting.headers["retry-after"]).toBe("1");
  });
});

describe("a call whose process died", () => {
  const place = () => ({ tenantId: t.admin.tenantId, apiKeyId: t.admin.apiKeyId, idempotencyKey: `key-${key}` });
  const claimAt = (claimedAt: Date) =>
    claimIdempotencyKey(t.db.forTenant(t.admin.tenantId), place(), {
      requestHash: hashRequest({ method: "POST", url: "/api/v1/things", body: { name: "x" } }),
      now: claimedAt,
      expiresAt: new Date(claimedAt.getTime() + 86_400_000),
      leftBehindBefore: new Date(claimedAt.getTime() - 60_000),
    });

  it("is held to be running for a minute, then runs again under the same id", async () => {
    await claimAt(new Date(Date.now() - 30_000));
    expect((await post({ name: "x" })).statusCode).toBe(409);
    await t.db.engine.query(
      sql`UPDATE ticketwire.idempotency_keys SET created_at = created_at - interval '1 minute'
        WHERE idempotency_key = ${place().idempotencyKey}`,
    );
    const taken = await post({ name: "x" });
    expect(taken.statusCode).toBe(201);
    expect(runs.created).toBe(1);
    // The first 48 bits are the moment of the first claim, the rest follows from the key.
    const [row] = await t.db.engine.query<{ expires_at: Date }>(
      sql`SELECT expires_at FROM ticketwire.idempotency_keys WHERE idempotency_key = ${place().idempotencyKey}`,
    );
    const { data } = taken.json<{ data: { id: string } }>();
    const moment = Number.parseInt(data.id.replace("-", "").slice(0, 12), 16);
    expect(moment).toBe((row?.expires_at.getTime() ?? 0) - 86_400_000);
  });
});

describe("what is kept", () => {
  it("can not be read in the database", async () => {
    await post({ name: "Geheimnis" });
    const [row] = await t.db.engine.query<{ response_body: Buffer; status: number }>(
      sql`SELECT response_body, response_status AS status FROM ticketwire.idempotency_keys WHERE idempotency_key = ${`key-${key}`}`,
    );
    expect(row?.status).toBe(201);
    expect(row?.response_body.includes("Geheimnis")).toBe(false);
  });

  it("is gone a day later", async () => {
    await post({ name: "x" });
    expect(await dropExpiredIdempotencyKeys(t.db.engine, new Date(Date.now() + 86_000_000))).toBe(0);
    expect(await dropExpiredIdempotencyKeys(t.db.engine, new Date(Date.now() + 86_500_000))).toBeGreaterThan(0);
    await post({ name: "x" });
    expect(runs.created).toBe(2);
  });
});

describe("an idempotency key", () => {
  it.each(["", " ", "é", "a".repeat(256)])("of bad form is refused: %j", async (bad) => {
    const answer = await post({ name: "x" }, { "idempotency-key": bad });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { details: [{ path: "Idempotency-Key" }] } });
  });
});
