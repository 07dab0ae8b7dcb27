// Starts and asks a worker process of the measurements.
import { fork } from "node:child_process";
import { once } from "node:events";

export interface EngineSettings {
  readonly databaseUrl: string;
  /** Of the secret box, hex. */
  readonly key: string;
  readonly maxInFlight?: number;
}

export interface EngineUsage {
  /** Most resident memory so far, megabytes. */
  readonly highestMb: number;
  readonly cpuSeconds: number;
}

export interface ForkedEngine extends AsyncDisposable {
  start(): Promise<EngineUsage>;
  usage(): Promise<EngineUsage>;
}

/** Starts the process; the engine in it waits for `start`. */
export async function forkEngine(settings: EngineSettings): Promise<ForkedEngine> {
  const child = fork(new URL("./engine-process.ts", import.meta.url));
  await once(child, "message");
  async function ask(question: string): Promise<EngineUsage> {
    const answer = once(child, "message");
    child.send({ ask: question, settings });
    const [said] = (await answer) as [EngineUsage];
    return said;
  }
  return {
    start: () => ask("start"),
    usage: () => ask("usage"),
    async [Symbol.asyncDispose]() {
      await ask("stop");
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
