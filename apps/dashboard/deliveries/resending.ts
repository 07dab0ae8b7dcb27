// Sends a selection again, one after another: a receiver that just came back is not flooded. Goes on after a refusal, waits
// when the API asks for it, can be stopped, and goes on while one looks at something else in the dashboard.
// In: a selection. Out: progress for whoever looks, and what came of it.
import { ApiRefusal, call, sentenceOf } from "../api/http.ts";

/** The webhook of each selected delivery, by the delivery's id. */
export type Selection = Readonly<Record<string, string>>;

export interface Resending {
  readonly done: number;
  readonly total: number;
  /** The API asked to wait until then, milliseconds since 1970. */
  readonly waitsUntil: number | null;
}

export interface ResendOutcome {
  readonly sent: number;
  readonly total: number;
  /** How many were refused for each reason, in the server's words. */
  readonly refusals: ReadonlyMap<string, number>;
  readonly isStopped: boolean;
}

const listeners = new Set<() => void>();
let present: Resending | null = null;
let stopping = new AbortController();

function set(next: Resending | null): void {
  present = next;
  for (const listener of listeners) listener();
}

/** For pages: how far it is; null when nothing is being sent again. */
export const resending = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  present: () => present,
};

type Taker = (left: Selection) => void;

let taker: Taker | null = null;

/** Who gets what was not sent: the list that is shown when it is over. */
export function takeWhatIsLeft(take: Taker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = null;
  };
}

/** Stops after the one that is on its way. */
export function stopResending(): void {
  stopping.abort();
}

/** How long the API wants one to wait, when that is why it refused. */
function waitOf(error: unknown): number | null {
  if (!(error instanceof ApiRefusal) || error.status !== 429) return null;
  return (error.details as { readonly retry_after_ms?: number } | undefined)?.retry_after_ms ?? 1_000;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

type Sent = "sent" | "stopped" | { readonly refusal: string };

async function sendOne(deliveryId: string, webhookId: string, wait: (ms: number) => Promise<void>): Promise<Sent> {
  const { signal } = stopping;
  while (!signal.aborted) {
    try {
      await call(`/webhooks/${webhookId}/deliveries/${deliveryId}/retry`, { method: "POST" });
      return "sent";
    } catch (error) {
      const ms = waitOf(error);
      if (ms === null) return { refusal: sentenceOf(error) };
      await wait(ms);
    }
  }
  return "stopped";
}

/** Sends all of a selection again. */
export async function resendAll(selection: Selection): Promise<ResendOutcome> {
  stopping = new AbortController();
  const { signal } = stopping;
  const left: Record<string, string> = { ...selection };
  const refusals = new Map<string, number>();
  const total = Object.keys(selection).length;
  let [done, sent] = [0, 0];
  const tell = (waitsUntil: number | null = null) => set({ done, total, waitsUntil });
  tell();
  for (const [deliveryId, webhookId] of Object.entries(selection)) {
    const came = await sendOne(deliveryId, webhookId, async (ms) => {
      tell(Date.now() + ms);
      await pause(ms, signal);
    });
    if (came === "stopped") break;
    done += 1;
    if (came === "sent") {
      sent += 1;
      delete left[deliveryId];
    } else refusals.set(came.refusal, (refusals.get(came.refusal) ?? 0) + 1);
    tell();
  }
  set(null);
  taker?.(left);
  return { sent, total, refusals, isStopped: done < total };
}
