// What a start says of the database role it was given.
import type { Database } from "@ticketwire/engine/db/database";
import { openTestDatabase } from "@ticketwire/engine/testkit/database";
import { expect, it } from "vitest";
import type { Logger } from "./log.ts";
import { checkDatabaseRole } from "./safety-checks.ts";

function openLines(): { readonly lines: string[]; readonly log: Logger } {
  const lines: string[] = [];
  return { lines, log: { warn: (_fields: object, line: string) => void lines.push(line) } as unknown as Logger };
}

it("says nothing of an ordinary role", async () => {
  await using database = await openTestDatabase();
  const { lines, log } = openLines();
  await checkDatabaseRole(database.db, log);
  expect(lines).toEqual([]);
});

// The test server gives no role like these away, so the answer of the database is written here.
it.each([
  [{ name: "postgres", is_super: true, bypasses: true }, "is a superuser"],
  [{ name: "auditor", is_super: false, bypasses: true }, "has BYPASSRLS"],
])("warns of %o", async (role, why) => {
  const { lines, log } = openLines();
  await checkDatabaseRole({ engine: { query: () => Promise.resolve([role]) } } as unknown as Database, log);
  expect(lines).toEqual([expect.stringContaining(`the database role ${why}: row-level security does not bind it`)]);
});
