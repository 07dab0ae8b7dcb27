// A process that does nothing but keep the embedded database of one folder running, for tests that kill it.
// In: the data folder. Out: one JSON line when it is ready; SIGTERM stops it; a refusal is one line and exit code 1.
import { startEmbeddedPostgres } from "../embedded-postgres.ts";
import { EmbeddedPostgresError } from "../errors.ts";

const [dataDir = ""] = process.argv.slice(2);
const log = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const database = await startEmbeddedPostgres({ dataDir, log: { info: log, warn: log, error: log } });
  process.once("SIGTERM", () => void database.stop());
  process.stdout.write(`${JSON.stringify({ url: database.url, serverPid: database.serverProcessId() })}\n`);
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
