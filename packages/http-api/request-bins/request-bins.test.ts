// Request bins: what is sent to one is seen as it was sent, is answered as it was told, and stays the tenant's own.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";

interface Bin {
  readonly bin_id: string;
  readonly url: string;
}

interface Caught {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly is_truncated: boolean;
  readonly response_status: number;
}

let t: TestApp;
beforeAll(async () => {
  t = await openTestApp();
});
afterAll(() => t[Symbol.asyncDispose]());

async function makeBin(body: object = {}): Promise<Bin & { readonly path: string }> {
  const answer = await t.call({ method: "POST", url: "/api/v1/request-bins", payload: body });
  const { data: bin } = answer.json<{ data: Bin }>();
  return { ...bin, path: new URL(bin.url).pathname };
}

async function listCaught(binId: string): Promise<readonly Caught[]> {
  const answer = await t.call({ method: "GET", url: `/api/v1/request-bins/${binId}/requests` });
  return answer.json<{ data: readonly Caught[] }>().data;
}

describe("a request bin", () => {
  it("keeps what comes, byte for byte, whatever its type, with keys and cookies masked", async () => {
    const bin = await makeBin();
    const payload = '{"a": 1,\n "ü":"€"}';
    const headers = {
      "content-type": "application/x-anything",
      "x-alga-event-type": "ticket.created",
      authorization: "Bearer secret",
    };
    const answer = await t.app.inject({ method: "POST", url: bin.path, payload, headers });
    expect(answer.statusCode).toBe(200);
    const [caught] = await listCaught(bin.bin_id);
    expect(caught).toMatchObject({
      method: "POST",
      body: payload,
      is_truncated: false,
      headers: { "x-alga-event-type": "ticket.created", authorization: "•••" },
    });
  });

  it("answers as it was told, from the next request on", async () => {
    const bin = await makeBin({ response_status: 503, response_body: "later" });
    expect((await t.app.inject({ method: "PUT", url: bin.path })).statusCode).toBe(503);
    await t.call({
      method: "PUT",
      url: `/api/v1/request-bins/${bin.bin_id}`,
      payload: { response_status: 204, response_body: "" },
    });
    expect((await t.app.inject({ method: "GET", url: bin.path })).statusCode).toBe(204);
    expect((await listCaught(bin.bin_id)).map(({ response_status: status }) => status)).toEqual([204, 503]);
  });

  it("keeps the beginning of a long body, and text with U+0000", async () => {
    const bin = await makeBin();
    await t.app.inject({
      method: "POST",
      url: bin.path,
      payload: "x".repeat(70_000),
      headers: { "content-type": "text/plain" },
    });
    await t.app.inject({ method: "POST", url: bin.path, payload: "a\0b", headers: { "content-type": "text/plain" } });
    const [odd, long] = await listCaught(bin.bin_id);
    expect([odd?.body, long?.body.length, long?.is_truncated]).toEqual(["a\uFFFDb", 65_536, true]);
  });

  it("keeps the last two hundred", async () => {
    const bin = await makeBin();
    for (let count = 0; count < 203; count++) await t.app.inject({ method: "POST", url: bin.path });
    const answer = await t.call({ method: "GET", url: `/api/v1/request-bins/${bin.bin_id}/requests?limit=1` });
    expect(answer.json()).toMatchObject({ pagination: { total: 200 } });
    const all = await t.call({ method: "GET", url: `/api/v1/request-bins/${bin.bin_id}` });
    expect(all.json()).toMatchObject({ data: { total_requests: 203 } });
  });

  it("is emptied and deleted, and then its address is gone", async () => {
    const bin = await makeBin();
    await t.app.inject({ method: "POST", url: bin.path });
    const remove = (path: string) => t.call({ method: "DELETE", url: `/api/v1/request-bins/${bin.bin_id}${path}` });
    expect((await remove("/requests")).statusCode).toBe(204);
    expect(await listCaught(bin.bin_id)).toEqual([]);
    expect((await remove("")).statusCode).toBe(204);
    expect((await t.app.inject({ method: "POST", url: bin.path })).statusCode).toBe(404);
    expect((await t.app.inject({ method: "POST", url: "/bins/aaaaaaaaaaaaaaaaaaaaaa" })).statusCode).toBe(404);
  });

  it("of another tenant is not there, and one that never was neither", async () => {
    const bin = await makeBin();
    const other = await makeKey(t.db);
    for (const [id, key] of [
      [bin.bin_id, other.key],
      [randomUUID(), t.admin.key],
    ])
      for (const [method, path] of [
        ["GET", ""],
        ["PUT", ""],
        ["DELETE", ""],
        ["GET", "/requests"],
        ["DELETE", "/requests"],
      ] as const) {
        const answer = await t.call({
          method,
          url: `/api/v1/request-bins/${id}${path}`,
          headers: { "x-api-key": key },
          ...(method === "PUT" ? { payload: {} } : {}),
        });
        expect(answer.statusCode).toBe(404);
      }
    const own = await t.call({ method: "GET", url: "/api/v1/request-bins", headers: { "x-api-key": other.key } });
    expect(own.json()).toEqual({ data: [] });
  });

  it("is made fifty times and not once more", async () => {
    const { key } = await makeKey(t.db);
    const make = () =>
      t.call({ method: "POST", url: "/api/v1/request-bins", payload: {}, headers: { "x-api-key": key } });
    for (let count = 0; count < 50; count++) expect((await make()).statusCode).toBe(201);
    expect((await make()).json()).toMatchObject({ error: { code: "CONFLICT" } });
  });
});
