// The only door to the network. In: requests whose target was parsed and whose headers were signed. Out: what came of each,
// as a value. Keeps connections warm between attempts and their number bounded.
import { createSecureContext } from "node:tls";
import type { TargetPolicy } from "../target/policy.ts";
import type { Lookup } from "../target/resolve-target.ts";
import { createSystemLookup } from "../target/system-lookup.ts";
import { IdleConnections } from "./idle-connections.ts";
import type { AttemptResult } from "./result.ts";
import { RunningAttempt, type AttemptKit, type SendRequest } from "./running-attempt.ts";
import { TlsSessions } from "./tls-sessions.ts";

export type { SendRequest } from "./running-attempt.ts";

export interface SenderOptions {
  readonly policy: TargetPolicy;
  /** How names are resolved. Default: the system's resolver in a process of its own. */
  readonly lookup?: Lookup;
  /**
   * Most sockets at a time, idle ones included. Default 2048. Attempts beyond it wait for a place, before their deadline
   * starts; so keep the sum of what may be under way below it, or lanes wait for each other.
   */
  readonly maxSockets?: number;
  /** PEM certificates of authorities to trust instead of the system's; for tests and closed networks. */
  readonly certificateAuthorities?: readonly string[];
}

export interface Sender {
  /** One attempt. Resolves with what happened; rejects only for faults of our own code. */
  send(request: SendRequest): Promise<AttemptResult>;
  /** Attempts under way, those that wait for a place included. */
  readonly attemptsUnderWay: number;
  /** Connections open, busy and idle. */
  readonly connectionsOpen: number;
  /**
   * Waits for attempts under way up to `graceMs` (default 0), ends the rest as `aborted`, closes every connection.
   * Further sends are `aborted` at once.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

const STOPPING = "the sender is stopping";

interface Waiting {
  readonly start: () => void;
  readonly giveUp: () => void;
}

class PooledSender implements Sender {
  readonly #kit: AttemptKit;
  readonly #maxSockets: number;
  readonly #closeLookup: () => void;
  readonly #running = new Set<RunningAttempt>();
  readonly #waiting: Waiting[] = [];
  #connections = 0;
  #isClosed = false;
  #onDrained: (() => void) | null = null;

  constructor(options: SenderOptions) {
    const system = options.lookup === undefined ? createSystemLookup() : null;
    this.#closeLookup = () => system?.close();
    this.#maxSockets = options.maxSockets ?? 2048;
    const { certificateAuthorities: authorities } = options;
    this.#kit = {
      policy: options.policy,
      lookup: options.lookup ?? ((hostname) => (system as NonNullable<typeof system>).lookup(hostname)),
      secureContext: createSecureContext(authorities === undefined ? {} : { ca: [...authorities] }),
      sessions: new TlsSessions(),
      idle: new IdleConnections(),
      onConnectionCount: (change) => (this.#connections += change),
    };
  }

  get attemptsUnderWay(): number {
    return this.#running.size + this.#waiting.length;
  }

  get connectionsOpen(): number {
    return this.#connections;
  }

  send(request: SendRequest): Promise<AttemptResult> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => resolve({ kind: "aborted", message: STOPPING });
      if (this.#isClosed) return giveUp();
      const start = (): void => this.#run(request, resolve, reject);
      if (this.#running.size < this.#maxSockets) start();
      else this.#waiting.push({ start, giveUp });
    });
  }

  async close(options: { readonly graceMs?: number } = {}): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.giveUp();
    if (this.#running.size > 0 && options.graceMs !== undefined) await this.#drained(options.graceMs);
    for (const attempt of this.#running) attempt.abort(STOPPING);
    this.#kit.idle.closeAll();
    this.#closeLookup();
  }

  #run(request: SendRequest, resolve: (result: AttemptResult) => void, reject: (fault: Error) => void): void {
    const { idle } = this.#kit;
    // Busy ones are at most maxSockets, so there is an idle one to give up when the sum is reached.
    if (this.#running.size + idle.size >= this.#maxSockets) idle.closeOldest();
    const attempt = new RunningAttempt(request, this.#kit, {
      onResult: (result) => {
        this.#done(attempt);
        resolve(result);
      },
      onFault: (fault) => {
        this.#done(attempt);
        reject(fault);
      },
    });
    this.#running.add(attempt);
    attempt.start();
  }

  #done(attempt: RunningAttempt): void {
    this.#running.delete(attempt);
    if (this.#isClosed) {
      this.#kit.idle.closeAll();
      if (this.#running.size === 0) this.#onDrained?.();
    } else if (this.#waiting.length > 0) {
      // Not at once: this runs inside undici's parser, which must not be entered twice.
      queueMicrotask(() => this.#waiting.shift()?.start());
    }
  }

  #drained(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      this.#onDrained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * @example
 * const sender = createSender({ policy });
 * const result = await sender.send({ target, verifySsl: true, timeoutMs: 10_000, headers, body });
 * await sender.close({ graceMs: 20_000 });
 */
export function createSender(options: SenderOptions): Sender {
  return new PooledSender(options);
}
