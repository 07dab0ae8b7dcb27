// Starts and asks the receiver process of the measurements.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";

export interface Receiver extends AsyncDisposable {
  /** One URL per port. */
  readonly urls: readonly string[];
  reset(): Promise<void>;
  received(): Promise<number>;
  /** From now on notes when each event id arrived, milliseconds since 1970. */
  watch(): Promise<void>;
  arrivals(): Promise<ReadonlyMap<string, number>>;
}

export type ReceiverMode = "plain" | "tls" | "black-hole";

async function ask<Answer>(child: ChildProcess, question: string): Promise<Answer> {
  const answer = once(child, "message");
  child.send({ ask: question });
  const [message] = (await answer) as [Answer];
  return message;
}

/** @param answerAfterMs how long each answer waits; default 0 */
export async function startReceiver(ports: number, mode: ReceiverMode = "plain", answerAfterMs = 0): Promise<Receiver> {
  const child = fork(new URL("./receiver-process.ts", import.meta.url), [String(ports), mode, String(answerAfterMs)]);
  const [{ ports: opened }] = (await once(child, "message")) as [{ ports: number[] }];
  const scheme = mode === "tls" ? "https" : "http";
  return {
    urls: opened.map((port) => `${scheme}://127.0.0.1:${port}/hook`),
    reset: async () => void (await ask(child, "reset")),
    received: async () => (await ask<{ received: number }>(child, "count")).received,
    watch: async () => void (await ask(child, "watch")),
    arrivals: async () => new Map((await ask<{ arrivals: [string, number][] }>(child, "arrivals")).arrivals),
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
