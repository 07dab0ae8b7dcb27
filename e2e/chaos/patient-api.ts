// Calls that are made again until somebody answers them, on any server, under one Idempotency-Key: done once however often they
// had to be repeated. In: servers. Out: the answer.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../harness/api.ts";
import { TEST_KEY } from "../harness/server-process.ts";
import type { Chance } from "./random.ts";

const PAUSE_MS = 150;
/** A server that was stopped in the middle of a call is given up after this. */
const PATIENCE_MS = 5_000;

/** The call itself is wrong: repeating it would not help. */
class RefusedError extends Error {}

export class PatientApi {
  readonly #urls: readonly string[];
  readonly #chance: Chance;

  constructor(urls: readonly string[], chance: Chance) {
    this.#urls = urls;
    this.#chance = chance;
  }

  /** Resolves to the data of an answer 2xx; anything else but a server in trouble is a fault. */
  async call<Data = Answer["data"]>(method: string, path: string, body?: unknown): Promise<Data> {
    const key = randomUUID();
    for (;;) {
      const answer = await this.#once(method, path, { key, body }).catch((error: unknown) => {
        if (error instanceof RefusedError) throw error;
        return null;
      });
      if (answer !== null) return answer as Data;
      await sleep(PAUSE_MS);
    }
  }

  /** Null: nobody answered, or it is to be asked again. */
  async #once(method: string, path: string, sent: { readonly key: string; readonly body: unknown }): Promise<unknown> {
    const response = await fetch(`${this.#chance.pick(this.#urls)}/api/v1${path}`, {
      method,
      headers: {
        "X-API-Key": TEST_KEY,
        ...(method === "POST" ? { "Idempotency-Key": sent.key } : {}),
        ...(sent.body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    // 409: the first try is still under way, or its process died with it.
    if (response.status >= 500 || response.status === 409) return null;
    if (!response.ok) throw new RefusedError(`${method} ${path}: ${response.status} ${text}`);
    return (JSON.parse(text) as { data: unknown }).data;
  }
}
