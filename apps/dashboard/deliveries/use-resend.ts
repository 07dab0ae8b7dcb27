// Sends a selection again, one after another: a receiver that just came back is not flooded. Goes on after a refusal, waits
// when the API asks for it, and can be stopped. In: the selection. Out: progress, and what came of it.
import { useRef, useState } from "react";
import { ApiRefusal, call, sentenceOf } from "../api/http.ts";
import type { Selection } from "./delivery-list.tsx";

export interface Resending {
  readonly done: number;
  readonly total: number;
}

export interface ResendOutcome {
  readonly sent: number;
  readonly total: number;
  /** In the server's words. */
  readonly refusals: readonly string[];
}

/** How long the API wants one to wait, when that is why it refused. */
function waitOf(error: unknown): number | null {
  if (!(error instanceof ApiRefusal) || error.status !== 429) return null;
  return (error.details as { readonly retry_after_ms?: number } | undefined)?.retry_after_ms ?? 1_000;
}

/** Sends one again; null when it was taken, else why not. */
async function resendOne(deliveryId: string, webhookId: string): Promise<string | null> {
  for (;;) {
    try {
      await call(`/webhooks/${webhookId}/deliveries/${deliveryId}/retry`, { method: "POST" });
      return null;
    } catch (error) {
      const wait = waitOf(error);
      if (wait === null) return sentenceOf(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

export function useResend(onOver: (outcome: ResendOutcome) => void) {
  const [resending, setResending] = useState<Resending | null>(null);
  const isStopped = useRef(false);
  async function resend(selection: Selection): Promise<void> {
    const entries = Object.entries(selection);
    const total = entries.length;
    const refusals: string[] = [];
    let done = 0;
    isStopped.current = false;
    setResending({ done, total });
    for (const [deliveryId, webhookId] of entries) {
      if (isStopped.current) break;
      const refusal = await resendOne(deliveryId, webhookId);
      if (refusal !== null) refusals.push(refusal);
      setResending({ done: ++done, total });
    }
    setResending(null);
    onOver({ sent: done - refusals.length, total, refusals });
  }
  return { resending, resend, stop: () => void (isStopped.current = true) };
}
