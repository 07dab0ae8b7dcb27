// What comes in: bodies and query strings reach the handler exactly as they were sent, or are refused by name.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoResource } from "../testkit/echo-resource.ts";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";

const ID = "01890a5d-ac96-774b-bcce-b302099a8057";
let t: TestApp;

beforeAll(async () => {
  t = await openTestApp({ resources: [echoResource] });
});
afterAll(() => t[Symbol.asyncDispose]());

describe("bodies", () => {
  const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    t.call({
      method: "POST",
      url: "/api/v1/things",
      payload,
      headers: { "content-type": "application/json", ...headers },
    });

  it("reach the handler as they were sent", async () => {
    const body = { name: "é😀\u2028", due: null, free: { constructor: "x", "a.b": [1.5, "\u{10FFFF}"] } };
    const answer = await post(JSON.stringify(body));
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ data: { id: expect.any(String), body } });
    expect(answer.headers["location"]).toBe("/things/1");
  });

  it.each([
    ["an unknown field", '{"name":"x","extra":1}', "extra", "unknown_field"],
    ["an unknown inner field", '{"name":"x","inner":{"flag":true,"more":1}}', "inner.more", "unknown_field"],
    ["a missing field", "{}", "name", "required"],
    ["a missing body", "", "body", "required"],
    ["a wrong type", '{"name":5}', "name", "wrong_type"],
    ["a text that is too long", '{"name":"12345678901"}', "name", "too_long"],
    ["an empty text", '{"name":""}', "name", "too_short"],
    ["a number out of range", '{"name":"x","count":6}', "count", "too_big"],
    ["a fraction for a whole number", '{"name":"x","count":1.5}', "count", "wrong_type"],
    ["a text for a number", '{"name":"x","count":"1"}', "count", "wrong_type"],
    ["a word that is not on the list", '{"name":"x","kind":"c"}', "kind", "not_allowed"],
    ["a day that does not exist", '{"name":"x","due":"2026-02-30T00:00:00Z"}', "due", "bad_format"],
    ["a time without a zone", '{"name":"x","due":"2026-02-03T00:00:00"}', "due", "bad_format"],
    ["a list for an object", "[]", "body", "wrong_type"],
    ["a name given twice", '{"name":"x","name":"y"}', "name", "duplicate"],
    ["a name given twice, once escaped", '{"name":"x","n\\u0061me":"y"}', "name", "duplicate"],
    ["__proto__", '{"name":"x","__proto__":{"count":1}}', "__proto__", "forbidden_name"],
    ["__proto__ far inside", '{"name":"x","free":{"a":[{"__proto__":1}]}}', "free.a.0.__proto__", "forbidden_name"],
    ["U+0000", '{"name":"a\\u0000b"}', "name", "forbidden_character"],
    ["U+0000 in a name", '{"name":"x","free":{"a\\u0000":1}}', "free.a\u0000", "forbidden_character"],
    ["half a surrogate pair", '{"name":"\\ud800"}', "name", "forbidden_character"],
    ["a number beyond a double", '{"name":"x","free":{"n":1e999}}', "free.n", "not_exact"],
    ["a whole number that would be rounded", '{"name":"x","free":{"n":9007199254740993}}', "free.n", "not_exact"],
  ])("with %s are refused by name", async (...row) => {
    const [, body, path, code] = row;
    const answer = await post(body);
    expect(answer.statusCode).toBe(400);
    const { error } = answer.json<{ error: { code: string; details: object[] } }>();
    expect(error.code).toBe("VALIDATION_ERROR");
    expect(error.details).toContainEqual({ path, code, message: expect.any(String) });
  });

  it("keep numbers that a double holds", async () => {
    const answer = await post(
      '{"name":"x","free":{"a":0.30000000000000004,"b":-1.50,"c":1e3,"d":9007199254740991,"e":100000000000000000000}}',
    );
    expect(answer.statusCode).toBe(201);
  });

  it("are told all that is wrong with them at once", async () => {
    const { error } = (await post('{"count":9,"extra":1}')).json<{ error: { message: string; details: object[] } }>();
    expect(error.details).toHaveLength(3);
    expect(error.message).toContain("and 2 more");
  });

  it("that nest without end are refused before anything recurses", async () => {
    const answer = await post(`{"name":"x","free":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ error: { details: object[] } }>().error.details).toMatchObject([{ code: "too_deep" }]);
  });

  it.each([
    ["broken JSON", '{"name":', {}, 400, "BAD_REQUEST"],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), {}, 400, "BAD_REQUEST"],
    [
      "another media type",
      "name=x",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["another charset", "{}", { "content-type": "application/json; charset=latin1" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["an encoding", "{}", { "content-encoding": "gzip" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["more than 256 KiB", JSON.stringify({ name: "x".repeat(256 * 1024) }), {}, 413, "PAYLOAD_TOO_LARGE"],
  ])("with %s are refused", async (...row) => {
    const [, body, headers, status, code] = row;
    const answer = await post(body, headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.json<{ error: { code: string } }>().error.code).toBe(code);
  });

  it("may be left out where nothing is required, and must be known otherwise", async () => {
    expect((await t.call({ method: "DELETE", url: `/api/v1/things/${ID}` })).statusCode).toBe(204);
    const json = { "content-type": "application/json" };
    expect((await t.call({ method: "DELETE", url: `/api/v1/things/${ID}`, headers: json })).statusCode).toBe(204);
    const extra = await t.call({ method: "DELETE", url: `/api/v1/things/${ID}`, payload: { force: true } });
    expect(extra.json()).toMatchObject({ error: { details: [{ path: "force", code: "unknown_field" }] } });
  });

  it("are refused on a GET", async () => {
    const answer = await t.call({ method: "GET", url: `/api/v1/things/${ID}`, payload: { a: 1 } });
    expect(answer.json()).toMatchObject({ error: { code: "BAD_REQUEST" } });
  });
});

describe("query strings", () => {
  const get = (query: string) => t.call({ method: "GET", url: `/api/v1/things/${ID}?${query}` });

  it("become the types of the schema", async () => {
    const answer = await get(`flag=true&level=-3&word=a%20b+c&ids=${ID},${ID.toUpperCase()}`);
    expect(answer.json()).toMatchObject({
      data: { query: { flag: true, level: -3, word: "a b c", ids: [ID, ID.toUpperCase()] } },
    });
    const forms = [`ids=${encodeURIComponent(JSON.stringify([ID, ID]))}`, `ids=${ID}&ids=${ID}`];
    for (const form of forms) expect((await get(form)).json()).toMatchObject({ data: { query: { ids: [ID, ID] } } });
  });

  it.each([
    ["unknown=1", "unknown", "unknown_parameter"],
    ["__proto__=1", "__proto__", "unknown_parameter"],
    ["level=1&level=2", "level", "duplicate"],
    ["level=0x10", "level", "wrong_type"],
    ["level=", "level", "wrong_type"],
    ["flag=yes", "flag", "wrong_type"],
    ["ids=x", "ids.0", "bad_format"],
    ["ids=[1", "ids", "wrong_type"],
    [`ids=${ID},${ID},${ID},${ID}`, "ids", "too_many"],
    ["word=a%00b", "word", "forbidden_character"],
  ])("%s is refused by name", async (query, path, code) => {
    const answer = await get(query);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: "VALIDATION_ERROR", details: [{ path, code }] } });
  });

  it("with broken escapes are refused", async () => {
    for (const query of ["word=%zz", "word=%ff", "%=1"]) expect((await get(query)).statusCode).toBe(400);
  });
});
