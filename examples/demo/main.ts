// `npm run demo`: plays the subscribe loop against a built-in receiver and says, line by line, what was sent, verified and
// recorded. Starts a server of its own in a temporary folder, ends by itself; exit code 0 when everything went as told.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "@ticketwire/server/config/read-config";
import { openLog } from "@ticketwire/server/log";
import { type RunningServer, startServer } from "@ticketwire/server/start-server";
import { play } from "./play.ts";
import { startDemoReceiver } from "./receiver.ts";
import { tell } from "./tell.ts";

const DEMO_KEY = "demo-key-that-lives-for-a-few-seconds-only";
/** A demo that has not ended by then has failed, milliseconds. */
const LIMIT_MS = 60_000;

async function startDemoServer(dataDir: string): Promise<RunningServer> {
  const env = {
    TICKETWIRE_DATA_DIR: dataDir,
    TICKETWIRE_PORT: "0",
    TICKETWIRE_BOOTSTRAP_API_KEY: DEMO_KEY,
    TICKETWIRE_ALLOW_HTTP: "on",
    TICKETWIRE_ALLOW_TARGETS: "127.0.0.0/8",
    TICKETWIRE_RETRY_SCHEDULE: "1,5,30",
    TICKETWIRE_LOG_LEVEL: "warn",
  };
  const reading = readConfig({ args: [], env, cwd: process.cwd() });
  if (reading.kind !== "run") throw new Error(`The demo's own settings were refused: ${JSON.stringify(reading)}`);
  return startServer(reading.config, openLog(reading.config.logLevel));
}

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "ticketwire-demo-"));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  tell.title("Ticketwire, the subscribe loop");
  const startedAt = performance.now();
  const server = await startDemoServer(join(folder, "data"));
  cleanUp.defer(() => server.stop());
  tell.done(
    `a server with a fresh PostgreSQL, in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    server.url,
  );
  const receiver = await startDemoReceiver();
  cleanUp.defer(() => receiver.close());
  tell.done("a receiver that verifies every signature", receiver.url);
  await play({ url: server.url, apiKey: DEMO_KEY, receiver });
}

setTimeout(() => {
  tell.failed("The demo took longer than a minute and was given up.");
  process.exit(1);
}, LIMIT_MS).unref();
try {
  await run();
  process.exit(0);
} catch (error) {
  tell.failed(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
