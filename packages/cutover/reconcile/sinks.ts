// Where reconciled events can go: lines of JSON, or signed posts to the receiver that should have had them.
import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import { once } from "node:events";
import {
  DELIVERY_HEADERS,
  formatSignature,
  formatStandardSignature,
  importSigningSecret,
  STANDARD_HEADERS,
} from "@ticketwire/contract";
import { type Clock, systemClock } from "../api/clock.ts";
import { describeFault, readRetryAfter } from "../api/api.ts";
import { badOption, CutoverError } from "../errors.ts";
import { duration } from "../report/words.ts";
import { RECONCILE_HEADER } from "./headers.ts";
import type { Sink } from "./run.ts";

/** One event a line. */
export function createLineSink(output: Writable): Sink {
  return async ({ event }) => {
    if (!output.write(`${JSON.stringify(event)}\n`)) await once(output, "drain");
  };
}

export interface ForwardOptions {
  readonly url: string;
  /** The webhook's signing secret: the receiver verifies these posts like any delivery. */
  readonly secret: string;
  readonly webhook?: string;
  readonly clock?: Clock;
  /** Ends the waiting between two tries. */
  readonly signal?: AbortSignal;
  /** Told what was answered instead of 2xx, and when it is tried again. */
  readonly onNotice?: (message: string) => void;
}

const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 1000;
const TIMEOUT_MS = 30_000;

/** Posts each event signed, as the sender would; what is not answered 2xx is tried again, then ends the run. */
export function createForwardSink(options: ForwardOptions): Sink {
  const { url, secret, webhook, clock = systemClock, signal, onNotice } = options;
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw badOption("forward-to", `must be an address like http://localhost:3000/webhook, not ${url}`);
  if (secret === "") throw badOption("secret", "must be the signing secret of the webhook");
  const key = importSigningSecret(secret);
  return async ({ event, isSynthetic }) => {
    const body = JSON.stringify(event);
    const fixed = {
      "content-type": "application/json",
      [DELIVERY_HEADERS.eventId]: event.event_id,
      [DELIVERY_HEADERS.eventType]: event.event_type,
      [DELIVERY_HEADERS.deliveryId]: randomUUID(),
      [STANDARD_HEADERS.id]: event.event_id,
      ...(webhook ? { [DELIVERY_HEADERS.webhookId]: webhook } : {}),
      [RECONCILE_HEADER]: isSynthetic ? "synthetic" : "event",
    };
    let problem = "";
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const timestamp = Math.floor(clock.now() / 1000);
      const headers = {
        ...fixed,
        [DELIVERY_HEADERS.attempt]: String(attempt),
        [DELIVERY_HEADERS.signature]: formatSignature([key], timestamp, body),
        [STANDARD_HEADERS.timestamp]: String(timestamp),
        [STANDARD_HEADERS.signature]: formatStandardSignature([key], { id: event.event_id, timestamp, body }),
      };
      const answer = await post(url, headers, body);
      if (answer.isTaken) return;
      problem = answer.problem;
      if (attempt === MOST_TRIES || signal?.aborted) break;
      const waitMs = answer.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
      onNotice?.(`${url} did not take an event: ${problem}; tried again in ${duration(waitMs)}`);
      await clock.sleep(waitMs, signal);
    }
    const message = `${url} did not take event ${event.event_id}: ${problem}; it and what follows come again in the next run`;
    throw new CutoverError("delivery_refused", message);
  };
}

interface PostAnswer {
  readonly isTaken: boolean;
  readonly problem: string;
  readonly retryAfterMs: number | null;
}

async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostAnswer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    const retryAfterMs = readRetryAfter(response.headers.get("retry-after"), Date.now());
    return { isTaken: response.ok, problem: `status ${response.status}`, retryAfterMs };
  } catch (error) {
    return { isTaken: false, problem: describeFault(error), retryAfterMs: null };
  }
}
