// One PostgreSQL server for the whole test run, before the first test file. In: nothing, or a server of your own in
// TICKETWIRE_TEST_DATABASE_URL. Out: `inject("databaseUrl")`, a role that may create databases and is no superuser.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../apps/server/embedded/embedded-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Connects as a role that may create databases; row-level security binds it. */
    databaseUrl: string;
  }
}

const quiet = { info: () => undefined, warn: (line: string) => process.stderr.write(`${line}\n`) };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TICKETWIRE_TEST_DATABASE_URL: givenUrl } = process.env;
  if (givenUrl !== undefined && givenUrl !== "") {
    project.provide("databaseUrl", givenUrl);
    return () => Promise.resolve();
  }
  const dataDir = await mkdtemp(join(tmpdir(), "ticketwire-test-"));
  const database = await startEmbeddedPostgres({ dataDir, log: { ...quiet, error: quiet.warn }, purpose: "tests" });
  project.provide("databaseUrl", database.url);
  return async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
