// The example does what it tells, run as its reader runs it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { cloneTemplate } from "@ticketwire/engine/testkit/template-database";
import { expect, inject, it } from "vitest";

/** Where the database is, in the words that every client of PostgreSQL understands: the test server may listen on a socket. */
function environmentOf(databaseUrl: string): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl);
  return {
    ...process.env,
    DATABASE_URL: `postgres://${url.pathname}`,
    PGHOST: url.searchParams.get("host") ?? url.hostname,
    PGPORT: url.port,
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
  };
}

it("sends what the shop committed, once, and nothing of what it rolled back", async () => {
  await using test = await cloneTemplate(inject("databaseUrl"));
  const child = spawn(process.execPath, ["--no-warnings", join(import.meta.dirname, "main.ts")], {
    env: environmentOf(test.url),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let told = "";
  for await (const chunk of child.stdout) told += String(chunk);
  expect((await ended)[0]).toBe(0);
  expect(told.trim().split("\n")).toEqual([
    "the warehouse subscribed to order.placed and order.paid",
    expect.stringMatching(/placed|heard/),
    expect.stringMatching(/paid|heard/),
    expect.stringMatching(/paid|heard/),
    expect.stringMatching(/paid|heard/),
    expect.stringContaining("an order was refused and rolled back"),
    "a payment was rolled back: There is no order 00000000-0000-7000-8000-000000000000.",
    "the warehouse heard: order.placed",
    "nothing was sent of what was rolled back: 3 events in all",
  ]);
  expect(told.match(/the warehouse heard: order.placed/g)).toHaveLength(2);
  expect(told.match(/the warehouse heard: order.paid/g)).toHaveLength(1);
});
