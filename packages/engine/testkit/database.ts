// A database of its own for a test file, on the server of this test run.
import { inject } from "vitest";
import { cloneTemplate, type TestDatabase } from "./template-database.ts";

export type { TestDatabase } from "./template-database.ts";

/** Opens a fresh, migrated, empty database; dispose of it in `afterAll`. Each call gives another one. */
export async function openTestDatabase(): Promise<TestDatabase> {
  return cloneTemplate(inject("databaseUrl"));
}
