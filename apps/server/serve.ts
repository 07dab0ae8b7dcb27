// `ticketwire serve` and `npm start`: reads the configuration, starts the server, says where it listens, stops on a signal.
// In: arguments and environment. Out: the exit code: 0 asked for, 1 failed, 2 wrong use.
import { readConfig, WRONG_USE_EXIT_CODE } from "./config/read-config.ts";
import type { ServerConfig } from "./config/server-config.ts";
import { boundHeapGrowth } from "./heap.ts";
import { type Logger, openLog } from "./log.ts";
import { describeStartFault } from "./start-fault.ts";
import { startServer, type RunningServer } from "./start-server.ts";

/** Longer than a drain takes; a server that still hangs then is ended. */
const STOP_LIMIT_MS = 28_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`ticketwire: ${line}\n`);
}

// A pure worker has its health port only.
function announce({ url }: RunningServer, role: ServerConfig["role"], firstKey: string | null): void {
  if (role !== "worker") {
    if (firstKey !== null) say(`try it: curl -H "X-API-Key: ${firstKey}" ${url}/api/v1/tickets`);
    say(`dashboard, sign in with a key: ${url}/`);
    say(`API reference: ${url}/docs`);
  }
  say(`ticketwire listening on ${url}`);
}

function giveUpStopping(log: Logger): never {
  log.error(`the stop did not end within ${STOP_LIMIT_MS / 1000} s; what could not be written is sent again`);
  complain(`the stop did not end within ${STOP_LIMIT_MS / 1000} s, ended without it`);
  process.exit(1);
}

async function serve(config: ServerConfig): Promise<number> {
  boundHeapGrowth();
  const log = openLog(config.logLevel);
  const asked = Promise.withResolvers<void>();
  let isAsked = false;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
    process.on(signal, () => {
      log.info({ signal }, "stopping");
      isAsked = true;
      asked.resolve();
    });
  let firstKey: string | null = null;
  const showFirstKey = (key: string): void => {
    firstKey = key;
    say(`admin API key (shown this once, keep it): ${key}`);
  };
  let server: RunningServer;
  try {
    server = await startServer(config, log, { showFirstKey });
  } catch (error) {
    log.debug({ err: error }, "the start failed");
    // Ctrl-C reaches the database that is being made as well.
    if (isAsked) {
      complain("stopped before it had started");
      return 0;
    }
    complain(describeStartFault(error));
    return 1;
  }
  announce(server, config.role, firstKey);
  await asked.promise;
  setTimeout(() => giveUpStopping(log), STOP_LIMIT_MS).unref();
  await server.stop();
  return 0;
}

/** Runs the server until it is asked to stop. Resolves to the exit code. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const reading = readConfig({ args, env, cwd: process.cwd() });
  switch (reading.kind) {
    case "help":
      say(reading.text);
      return 0;
    case "wrong":
      for (const problem of reading.problems) complain(problem);
      return WRONG_USE_EXIT_CODE;
    case "run":
      for (const warning of reading.warnings) complain(warning);
      return serve(reading.config);
    default:
      return reading satisfies never;
  }
}
