// What an operator says about browsers and proxies reaches the API: a real server, asked as they ask.
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestServer, type TestServer } from "./testkit/open-server.ts";

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await openTestDatabase();
  server = await openTestServer(database.url, {
    TICKETWIRE_ROLE: "api",
    TICKETWIRE_API_RATE_LIMIT: "120:60",
    TICKETWIRE_CORS_ORIGINS: "https://app.example.com",
    TICKETWIRE_TRUSTED_PROXIES: "127.0.0.1",
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

it("pages of a listed origin may call the API, others may not", async () => {
  const allowedFor = async (origin: string): Promise<string | null> => {
    const headers = { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-api-key" };
    const answer = await fetch(`${server.url}/api/v1/tickets`, { method: "OPTIONS", headers });
    return answer.headers.get("access-control-allow-origin");
  };
  expect(await allowedFor("https://app.example.com")).toBe("https://app.example.com");
  expect(await allowedFor("https://evil.example")).toBeNull();
});

it("callers behind a trusted proxy are told apart by the address it names", async () => {
  const remainingFor = async (address: string): Promise<string | null> => {
    const headers = { "x-forwarded-for": address };
    const answer = await fetch(`${server.url}/api/v1/tickets`, { headers });
    return answer.headers.get("x-ratelimit-remaining");
  };
  expect(await remainingFor("203.0.113.7")).toBe("299");
  expect(await remainingFor("203.0.113.7")).toBe("298");
  expect(await remainingFor("203.0.113.8")).toBe("299");
});
