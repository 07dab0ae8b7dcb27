// What a person reads when a start fails for its database: one line that says what to do, without the password.
import { type AddressInfo, createServer } from "node:net";
import { openDatabase } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeStartFault } from "./start-fault.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

async function faultAt(change: (url: URL) => void): Promise<string> {
  const url = new URL(database.url);
  change(url);
  const db = openDatabase({ url: url.href });
  try {
    await db.engine.query(sql`SELECT 1`);
    return "no fault";
  } catch (error) {
    return describeStartFault(error);
  } finally {
    await db.close();
  }
}

it("names a server that is not there", async () => {
  const url = "postgres://somebody:hidden-password@localhost:1/ticketwire";
  const db = openDatabase({ url });
  const fault: unknown = await db.engine.query(sql`SELECT 1`).catch((error: unknown) => error);
  await db.close();
  expect(describeStartFault(fault)).toMatch(/^the database can not be reached: .*ECONNREFUSED/);
  expect(describeStartFault(fault)).not.toContain("hidden");
});

it("names a database that does not exist", async () => {
  expect(await faultAt((url) => (url.pathname = "/nowhere"))).toMatch(/does not exist: create it/);
});

it("names a server that takes no more connections", async () => {
  const error = Object.assign(new Error("sorry, too many clients already"), { code: "53300" });
  expect(describeStartFault(error)).toMatch(/takes no more connections: raise its max_connections/);
});

it("names a port that is taken, and an address this machine does not have", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const faultOf = (host: string): Promise<unknown> =>
    new Promise((resolve) => createServer().once("error", resolve).listen(port, host));
  expect(describeStartFault(await faultOf("127.0.0.1"))).toMatch(
    new RegExp(`127\\.0\\.0\\.1:${port}: something listens there already: .*TICKETWIRE_PORT`),
  );
  expect(describeStartFault(await faultOf("192.0.2.1"))).toMatch(/no such address: set TICKETWIRE_HOST/);
  await new Promise((resolve) => taken.close(resolve));
});

it("says what anything else says", () => {
  expect(describeStartFault(new Error("the port is taken"))).toBe("the port is taken");
  expect(describeStartFault("gone")).toBe("gone");
  expect(describeStartFault(new AggregateError([new Error("one"), new Error("two")]))).toBe("one, two");
});
