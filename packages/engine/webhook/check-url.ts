// Judges a webhook's URL when it is saved: spelling, scheme, port, and every address its name has now. The same judgement
// runs again at every attempt, so a name that can not be resolved yet is a warning and not a refusal.
import type { ErrorDetail } from "@ticketwire/contract";
import { resolveTarget } from "../target/resolve-target.ts";
import { parseTarget } from "../target/target.ts";
import type { WebhookKit } from "./kit.ts";

/** How long a save waits for the resolver, milliseconds. */
const LOOKUP_MS = 3_000;

export type CheckedUrl =
  | { readonly kind: "ok"; readonly origin: string; readonly warning: ErrorDetail | null }
  | { readonly kind: "refused"; readonly detail: ErrorDetail };

export async function checkUrl(kit: Pick<WebhookKit, "policy" | "lookup">, url: string): Promise<CheckedUrl> {
  const parsed = parseTarget(url, kit.policy);
  if (parsed.kind === "refused")
    return { kind: "refused", detail: { path: "url", message: parsed.message, code: parsed.code } };
  const { target } = parsed;
  const signal = AbortSignal.timeout(LOOKUP_MS);
  const resolved = await resolveTarget(target, kit.policy, { lookup: kit.lookup, signal });
  if (resolved.kind === "refused")
    return { kind: "refused", detail: { path: "url", message: resolved.message, code: resolved.code } };
  if (resolved.kind === "ok") return { kind: "ok", origin: target.origin, warning: null };
  const message = `${resolved.message}; deliveries will fail and be retried until it does`;
  return { kind: "ok", origin: target.origin, warning: { path: "url", message, code: "dns" } };
}
