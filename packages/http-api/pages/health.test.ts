// Health tells the truth, and the API comes back by itself when the database does.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@ticketwire/engine/db/database";
import { echoResource } from "../testkit/echo-resource.ts";
import { openDatabaseGate } from "../testkit/database-gate.ts";
import { buildApp, openTestApp, type TestApp } from "../testkit/test-app.ts";

let t: TestApp;
beforeAll(async () => {
  t = await openTestApp({ resources: [echoResource] });
});
afterAll(() => t[Symbol.asyncDispose]());

describe("/health", () => {
  it("is ok while all is well", async () => {
    expect((await t.app.inject("/health/live")).json()).toEqual({ status: "ok" });
    const ready = await t.app.inject("/health/ready");
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: "ok", checks: { database: "ok" } }]);
  });

  it("names the check that fails, and says nothing of why", async () => {
    const app = buildApp(t.database.open(), {
      checks: {
        draining: () => {
          throw new Error("secret reason");
        },
      },
    });
    const ready = await app.inject("/health/ready");
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({ status: "unavailable", checks: { database: "ok", draining: "failed" } });
    expect((await app.inject("/health/live")).statusCode).toBe(200);
    await app.close();
  });
});

describe("a database that is away", () => {
  it("is answered 503 with Retry-After, and calls work again when it is back", async () => {
    await using gate = await openDatabaseGate(t.database.url);
    const db = openDatabase({ url: gate.url });
    const app = buildApp(db, { resources: [echoResource] });
    await app.ready();
    const call = () => app.inject({ method: "GET", url: "/api/v1/things", headers: { "x-api-key": t.admin.key } });
    expect((await call()).statusCode).toBe(200);
    await gate.shut();
    // The key is known, but nothing kept is trusted while a revocation could not be heard of.
    await expect.poll(async () => (await call()).statusCode, { interval: 5 }).toBe(503);
    const answer = await call();
    expect(answer.json()).toMatchObject({ error: { code: "UNAVAILABLE" } });
    expect(answer.headers["retry-after"]).toBe("2");
    expect((await app.inject("/health/ready")).statusCode).toBe(503);
    expect((await app.inject("/health/live")).statusCode).toBe(200);
    await gate.open();
    expect((await call()).statusCode).toBe(200);
    expect((await app.inject("/health/ready")).statusCode).toBe(200);
    await app.close();
    await db.close();
  });
});
