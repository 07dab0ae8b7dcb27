// The client speaks with a real app over real HTTP, and the generated types fit the description that is served.
import type { AddressInfo } from "node:net";
import { openTestApp, type TestApp } from "@ticketwire/http-api/testkit/test-app";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateSchemaText, readSchemaText } from "./generate.ts";
import { createTicketwireClient, TicketwireApiError, type TicketwireClient, unwrap } from "./index.ts";

let t: TestApp;
let client: TicketwireClient;
let baseUrl = "";

beforeAll(async () => {
  t = await openTestApp();
  await t.app.listen({ port: 0, host: "127.0.0.1" });
  baseUrl = `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}/`;
  client = createTicketwireClient({ baseUrl, apiKey: t.admin.key });
});
afterAll(() => t[Symbol.asyncDispose]());

describe("the client", () => {
  it("calls with its key and gives typed answers", async () => {
    const { data: key } = unwrap(
      await client.POST("/api/v1/api-keys", { body: { name: "Integration", scopes: ["tickets:read"] } }),
    );
    expect(key.scopes).toEqual(["tickets:read"]);
    const { data: again } = unwrap(
      await client.GET("/api/v1/api-keys/{api_key_id}", { params: { path: { api_key_id: key.api_key_id } } }),
    );
    expect(again.name).toBe("Integration");
    const { pagination } = unwrap(await client.GET("/api/v1/api-keys", { params: { query: { limit: 1 } } }));
    expect(pagination).toMatchObject({ total: 2, hasNext: true });
  });

  it("gives nothing for an answer without a body", async () => {
    const { data: key } = unwrap(await client.POST("/api/v1/api-keys", { body: { name: "x", scopes: ["admin"] } }));
    const path = { api_key_id: key.api_key_id };
    expect(unwrap(await client.DELETE("/api/v1/api-keys/{api_key_id}", { params: { path } }))).toBeUndefined();
  });

  it("throws refusals with their code and details", async () => {
    const refused = client.POST("/api/v1/api-keys", { body: { name: "", scopes: [] } }).then(unwrap);
    await expect(refused).rejects.toBeInstanceOf(TicketwireApiError);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: "VALIDATION_ERROR",
      requestId: expect.any(String),
    });
    const stranger = createTicketwireClient({ baseUrl, apiKey: "nobody" });
    await expect(stranger.GET("/api/v1/tenants").then(unwrap)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

describe("schema.generated.ts", () => {
  it("is what the generator makes of the committed description", async () => {
    const isCurrent = (await readSchemaText()) === (await generateSchemaText());
    expect(isCurrent, "out of date: run `npm run generate -w packages/http-api`").toBe(true);
  });
});
