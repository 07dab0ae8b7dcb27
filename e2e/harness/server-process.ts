// A real server as its own process, for tests that walk the whole way. In: settings. Out: its address and key, and ways to
// stop, kill and start it again on the same data folder.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const TEST_KEY = "e2e-bootstrap-key-0123456789abcdefghijkl";

const ENTRY = new URL("../../apps/server/main.ts", import.meta.url).pathname;
const LISTENING = /^ticketwire listening on (\S+)$/;

export interface ServerSettings {
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  /** `http://127.0.0.1:<port>`; the port stays the same over restarts. */
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** What it printed on standard output, and in its log. */
  readonly output: readonly string[];
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

export async function makeDataDir(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "ticketwire-e2e-")), "data");
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(join(dataDir, ".."), { recursive: true, force: true });
}

function environmentOf(settings: ServerSettings, dataDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TICKETWIRE_DATA_DIR: dataDir,
    TICKETWIRE_BOOTSTRAP_API_KEY: TEST_KEY,
    TICKETWIRE_ALLOW_HTTP: "on",
    TICKETWIRE_ALLOW_TARGETS: "127.0.0.0/8,::1/128",
    TICKETWIRE_API_RATE_LIMIT: "off",
    TICKETWIRE_LOG_LEVEL: "warn",
    ...settings.env,
  };
}

async function listeningUrl(child: ChildProcess, output: string[]): Promise<string> {
  const listening = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (line) => {
      output.push(line);
      const url = LISTENING.exec(line)?.[1];
      if (url !== undefined) listening.resolve(url);
    });
  }
  child.once("exit", (code) => listening.reject(new Error(`The server ended with ${code}:\n${output.join("\n")}`)));
  return listening.promise;
}

/** Starts a server and waits until it listens. */
export async function startServerProcess(settings: ServerSettings = {}): Promise<ServerProcess> {
  const dataDir = settings.dataDir ?? (await makeDataDir());
  const output: string[] = [];
  const child = spawn(process.execPath, [ENTRY], {
    env: { TICKETWIRE_PORT: String(await freePort()), ...environmentOf(settings, dataDir) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit") as Promise<[number | null]>;
  const url = await listeningUrl(child, output);
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    output,
    async stop() {
      child.kill("SIGTERM");
      return (await ended)[0];
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    signal: (signal) => void child.kill(signal),
  };
}
