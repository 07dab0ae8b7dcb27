// Time is the database's in every process, also in one that only answers calls and so has no heartbeat.
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { sql } from "@ticketwire/engine/db/sql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestServer } from "./testkit/open-server.ts";

const PATIENT = { timeout: 10_000 };
const TWO_HOURS = 7_200;

let database: TestDatabase;

// The database's clock can not be set by a test, so its function is stood before by one of ours.
async function giveClock(): Promise<void> {
  const { pathname } = new URL(database.url);
  const session = await database.db.openSession();
  try {
    await session.query(`
      CREATE SCHEMA leap;
      CREATE TABLE leap.seconds (by float8 NOT NULL);
      INSERT INTO leap.seconds VALUES (0);
      CREATE FUNCTION leap.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
        AS 'SELECT pg_catalog.clock_timestamp() + make_interval(secs => by) FROM leap.seconds';
      GRANT USAGE ON SCHEMA leap TO PUBLIC;
      GRANT SELECT ON leap.seconds TO PUBLIC;
      ALTER DATABASE ${pathname.slice(1)} SET search_path = leap, pg_catalog, public`);
  } finally {
    await session.end();
  }
}

const leapBy = (seconds: number) => database.db.engine.query(sql`UPDATE leap.seconds SET by = ${seconds}`);

beforeAll(async () => {
  database = await openTestDatabase();
  await giveClock();
});
afterAll(() => database[Symbol.asyncDispose]());

it("a process that only answers calls follows the database's clock, forth and back", async () => {
  await using api = await openTestServer(database.url, { TICKETWIRE_ROLE: "api" });
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const { data } = await api.call("POST", "/api-keys", {
    name: "Short",
    scopes: ["tickets:read"],
    expires_at: inAnHour,
  });
  const ask = async (): Promise<number> => {
    const headers = { "X-API-Key": String(data["api_key"]) };
    return (await fetch(`${api.url}/api/v1/tickets`, { headers })).status;
  };
  expect(await ask()).toBe(200);
  await leapBy(TWO_HOURS);
  await expect.poll(ask, PATIENT).toBe(401);
  await leapBy(0);
  await expect.poll(ask, PATIENT).toBe(200);
});
