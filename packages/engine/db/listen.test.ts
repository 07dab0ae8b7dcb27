// Listening over connections that are lost, told of and not: whoever listens hears again, and is told to look for what it missed.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openLink } from "../testkit/frozen-link.ts";
import { openDatabase } from "./database.ts";
import { CHANNELS, listen, notify } from "./listen.ts";

const SOON = { everyMs: 30, withinMs: 100 };

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await openTestDatabase();
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

test("a connection that falls silent without a word is noticed, left and replaced", async () => {
  await using link = await openLink(testDatabase.url);
  const db = openDatabase({ url: link.url });
  const heard: string[] = [];
  const subscription = await listen(db, { [CHANNELS.keys]: (payload) => heard.push(payload) }, SOON);
  await notify(testDatabase.db, CHANNELS.keys, ["before"]);
  await expect.poll(() => heard).toEqual(["", "before"]);
  link.freeze();
  await expect.poll(() => subscription.isConnected()).toBe(false);
  await expect.poll(() => subscription.isConnected(), { timeout: 5_000 }).toBe(true);
  await notify(testDatabase.db, CHANNELS.keys, ["after"]);
  await expect.poll(() => heard).toEqual(["", "before", "", "after"]);
  await subscription[Symbol.asyncDispose]();
  await db.close();
});

test("the end does not wait for a server that is gone", async () => {
  await using link = await openLink(testDatabase.url);
  const db = openDatabase({ url: link.url });
  const subscription = await listen(db, { [CHANNELS.keys]: () => undefined }, { everyMs: 60_000, withinMs: 100 });
  link.freeze();
  await subscription[Symbol.asyncDispose]();
  expect(subscription.isConnected()).toBe(false);
  await db.close();
});
