// The first tenant's key is what a newcomer needs to do anything at all: no start may keep it to itself.
import { createServer, type AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestDatabase } from "@ticketwire/engine/testkit/database";
import { expect, it } from "vitest";
import { readConfig } from "./config/read-config.ts";
import { openLog } from "./log.ts";
import { startServer } from "./start-server.ts";

it("shows the generated key of a first start even if that start fails, and the key works from the next start on", async () => {
  await using database = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "ticketwire-first-"));
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const shown: string[] = [];
  const start = (port: number) => {
    const env = { TICKETWIRE_DATABASE_URL: database.url, TICKETWIRE_DATA_DIR: dataDir, TICKETWIRE_PORT: String(port) };
    const reading = readConfig({ args: [], cwd: dataDir, env });
    if (reading.kind !== "run") throw new Error(JSON.stringify(reading));
    return startServer(reading.config, openLog("silent"), { showFirstKey: (key) => void shown.push(key) });
  };

  await expect(start((taken.address() as AddressInfo).port)).rejects.toThrow("EADDRINUSE");
  const server = await start(0);
  const answer = await fetch(`${server.url}/api/v1/tickets`, { headers: { "X-API-Key": shown.join() } });

  expect(shown).toHaveLength(1);
  expect(answer.status).toBe(200);
  await server.stop();
  await new Promise((resolve) => taken.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
});
