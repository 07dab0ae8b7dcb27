// Fourth step, after the signature: the signed bytes as an event.
// In: body bytes. Out: the event, or a sentence that names what is wrong with it. The only cast of wire data.
import type { TicketwireEvent } from "../events.ts";

const MAX_EVENT_ID = 200;

export type Decoded =
  | { readonly kind: "event"; readonly event: TicketwireEvent }
  | { readonly kind: "not_json" | "not_event"; readonly message: string };

export function decodeEnvelope(body: Uint8Array): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return { kind: "not_json", message: "the body is signed, but it is not JSON in UTF-8" };
  }
  const problem = findEnvelopeProblem(value);
  return problem === null
    ? { kind: "event", event: value as TicketwireEvent }
    : { kind: "not_event", message: `the body is signed, but it is not an event: ${problem}` };
}

/** What keeps a value from being an event, in words; null when it is one. */
export function findEnvelopeProblem(value: unknown): string | null {
  if (!isRecord(value)) return "it is no JSON object";
  for (const field of ["event_id", "event_type", "occurred_at", "tenant_id"]) {
    if (typeof value[field] !== "string" || value[field] === "") return `${field} is missing or no text`;
  }
  if ((value["event_id"] as string).length > MAX_EVENT_ID) return `event_id is longer than ${MAX_EVENT_ID} characters`;
  if (Number.isNaN(Date.parse(value["occurred_at"] as string))) return "occurred_at is no time";
  return isRecord(value["data"]) ? null : "data is missing or no object";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
