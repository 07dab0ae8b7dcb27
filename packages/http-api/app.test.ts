// The way of a call through the whole app, on a real database.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoResource } from "./testkit/echo-resource.ts";
import { openTestApp, type TestApp } from "./testkit/test-app.ts";

const ID = "01890a5d-ac96-774b-bcce-b302099a8057";
let t: TestApp;

beforeAll(async () => {
  t = await openTestApp({ resources: [echoResource] });
});
afterAll(() => t[Symbol.asyncDispose]());

describe("paths", () => {
  it("with a bad id are refused by the name of the id", async () => {
    const answer = await t.call({ method: "GET", url: "/api/v1/things/42" });
    expect(answer.json()).toMatchObject({
      error: { code: "VALIDATION_ERROR", details: [{ path: "thing_id", code: "bad_format" }] },
    });
  });

  it("that lead nowhere are answered 404, with another method 405", async () => {
    expect((await t.call({ method: "GET", url: "/api/v1/nowhere" })).json()).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    expect((await t.call({ method: "GET", url: "/elsewhere" })).statusCode).toBe(404);
    const wrong = await t.call({ method: "PATCH", url: `/api/v1/things/${ID}` });
    expect(wrong.statusCode).toBe(405);
    expect(wrong.headers["allow"]).toBe("DELETE, GET, HEAD, PUT");
    for (const method of ["TRACE", "OPTIONS", "PROPFIND"] as "OPTIONS"[])
      expect((await t.call({ method, url: "/api/v1/things" })).statusCode).toBe(405);
  });

  it("that are broken, endless or disguised are refused in our shape", async () => {
    const broken = await t.call({ method: "GET", url: "/api/v1/things/%zz" });
    expect(broken.json()).toMatchObject({ error: { code: "BAD_REQUEST" } });
    expect(broken.headers).toMatchObject({ "x-content-type-options": "nosniff", "x-request-id": expect.any(String) });
    expect((await t.call({ method: "GET", url: `/api/v1/things/${"x".repeat(500)}` })).json()).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    expect((await t.call({ method: "GET", url: `/api/v1/things?order=${"x".repeat(9000)}` })).statusCode).toBe(414);
    expect((await t.app.inject({ method: "GET", url: "/%61pi/v1/things" })).statusCode).toBe(401);
  });
});

describe("answers", () => {
  it("carry what protects them and the id of the request", async () => {
    const answer = await t.call({ method: "GET", url: `/api/v1/things/${ID}`, headers: { "x-request-id": "my-id.1" } });
    expect(answer.headers).toMatchObject({
      "x-request-id": "my-id.1",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "application/json; charset=utf-8",
    });
    expect(answer.headers).not.toHaveProperty("x-powered-by");
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    const made = await t.call({ method: "GET", url: "/api/v1/nowhere", headers: { "x-request-id": 'a"\tb' } });
    expect(made.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("are 304 when the caller has them already", async () => {
    const first = await t.call({ method: "GET", url: `/api/v1/things/${ID}` });
    expect(first.headers["etag"]).toBe('"thing-1"');
    for (const tag of ['"thing-1"', 'W/"thing-1"', '"x", "thing-1"', "*"]) {
      const again = await t.call({ method: "GET", url: `/api/v1/things/${ID}`, headers: { "if-none-match": tag } });
      expect(again.statusCode).toBe(304);
      expect(again.body).toBe("");
      expect(again.headers["x-request-id"]).toBeDefined();
    }
    const other = await t.call({ method: "GET", url: `/api/v1/things/${ID}`, headers: { "if-none-match": '"y"' } });
    expect(other.statusCode).toBe(200);
  });

  it("to HEAD are those to GET without the body", async () => {
    const answer = await t.call({ method: "HEAD", url: `/api/v1/things/${ID}` });
    expect([answer.statusCode, answer.body]).toEqual([200, ""]);
  });

  it("to a stale If-Match are 412", async () => {
    const put = (ifMatch: string) =>
      t.call({ method: "PUT", url: `/api/v1/things/${ID}`, payload: { name: "x" }, headers: { "if-match": ifMatch } });
    expect((await put('"thing-0"')).json()).toMatchObject({ error: { code: "PRECONDITION_FAILED" } });
    expect((await put('W/"thing-1"')).statusCode).toBe(412);
    for (const tag of ['"thing-1"', "*", '"a", "thing-1"']) expect((await put(tag)).statusCode).toBe(200);
  });

  it("to an If-Match where none is looked at are 400", async () => {
    const answer = await t.call({ method: "DELETE", url: `/api/v1/things/${ID}`, headers: { "if-match": "*" } });
    expect(answer.json()).toMatchObject({ error: { code: "BAD_REQUEST" } });
  });

  it("to a fault of ours say nothing of it", async () => {
    const answer = await t.call({ method: "POST", url: "/api/v1/things/break" });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({ error: { code: "INTERNAL_ERROR", message: expect.any(String) } });
    expect(answer.body).not.toContain("secret");
    expect(answer.body).not.toContain("app.test");
  });

  it("are problem+json for those who ask for it", async () => {
    const answer = await t.call({
      method: "POST",
      url: "/api/v1/things?x=1",
      payload: {},
      headers: { accept: "application/problem+json, application/json" },
    });
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.json()).toMatchObject({
      status: 400,
      code: "VALIDATION_ERROR",
      instance: "/api/v1/things",
      details: expect.any(Array),
    });
  });
});

describe("lists", () => {
  const get = async (query: string) =>
    (await t.call({ method: "GET", url: `/api/v1/things?${query}` })).json<{
      data: number[];
      pagination: Record<string, unknown> & { next_cursor: string | null };
      error?: { details: object[] };
    }>();

  it("have pages of 25 unless told otherwise", async () => {
    const { data, pagination } = await get("");
    expect(data).toHaveLength(25);
    expect(pagination).toEqual({
      page: 1,
      limit: 25,
      total: 60,
      totalPages: 3,
      hasNext: true,
      hasPrev: false,
      next_cursor: expect.any(String),
    });
    expect((await get("page=3")).pagination).toMatchObject({
      page: 3,
      hasNext: false,
      hasPrev: true,
      next_cursor: null,
    });
  });

  it("go on by cursor to the end", async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const found: Awaited<ReturnType<typeof get>> = await get(`limit=7${cursor === null ? "" : `&cursor=${cursor}`}`);
      seen.push(...found.data);
      cursor = found.pagination.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 60 }, (_unused, index) => index + 1));
  });

  it("refuse cursors of another question and made-up ones", async () => {
    const { pagination } = await get("");
    expect((await get(`order=desc&cursor=${pagination.next_cursor}`)).error?.details).toMatchObject([
      { path: "cursor", code: "other_question" },
    ]);
    for (const cursor of ["x", "e30", Buffer.from('[1,"x",2,["a"]]').toString("base64url")])
      expect((await get(`cursor=${cursor}`)).error?.details).toMatchObject([{ path: "cursor", code: "bad_cursor" }]);
    expect((await get(`page=2&cursor=${pagination.next_cursor}`)).error?.details).toMatchObject([{ path: "page" }]);
  });

  it.each(["limit=0", "limit=101", "page=0", "limit=x"])("refuse %s", async (query) => {
    expect((await get(query)).error?.details).toHaveLength(1);
  });
});
