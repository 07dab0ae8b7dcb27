// `ticketwire rekey`: seals every stored secret with the current master key while the installation runs with both keys.
// In: the same flags and variables as `ticketwire serve`. Out: one line, and the exit code: 0 everything is sealed with the
// current key, 1 failed or something is left, 2 wrong use.
import { readConfig, WRONG_USE_EXIT_CODE } from "../config/read-config.ts";
import { loadMasterKey } from "../config/master-key.ts";
import type { ServerConfig } from "../config/server-config.ts";
import { rekeySecrets } from "@ticketwire/engine/webhook/rekey";
import { openLog } from "../log.ts";
import { openPreparedDatabase } from "../start-server.ts";
import { describeReseal, openBox } from "./reseal.ts";

const NO_OLD_KEY =
  "set TICKETWIRE_PREVIOUS_MASTER_KEY to the key that the secrets are stored with, and TICKETWIRE_MASTER_KEY (or master.key in " +
  "the data folder) to the new one";

function complain(line: string): void {
  process.stderr.write(`ticketwire: ${line}\n`);
}

async function rekey(config: ServerConfig): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const db = await openPreparedDatabase(config, openLog(config.logLevel), stack);
  const master = await loadMasterKey(config);
  const { line, isDone } = describeReseal(await rekeySecrets(db, openBox(config, master.bytes)));
  process.stdout.write(`${line}\n`);
  return isDone ? 0 : 1;
}

/** Runs the command. Resolves to the exit code. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const reading = readConfig({ args, env, cwd: process.cwd() });
  switch (reading.kind) {
    case "help":
      process.stdout.write(
        `usage: ticketwire rekey [flags of ticketwire serve]\n\nSeals every stored secret with the current master key: ${NO_OLD_KEY}.\n`,
      );
      return 0;
    case "wrong":
      for (const problem of reading.problems) complain(problem);
      return WRONG_USE_EXIT_CODE;
    case "run":
      if (reading.config.previousMasterKey === null) {
        complain(NO_OLD_KEY);
        return WRONG_USE_EXIT_CODE;
      }
      return rekey(reading.config).catch((error: unknown) => {
        complain(error instanceof Error ? error.message : String(error));
        return 1;
      });
    default:
      return reading satisfies never;
  }
}
