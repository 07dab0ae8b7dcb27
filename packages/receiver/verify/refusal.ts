// Why a request is not an event: the closed list of reasons, and the HTTP status each one is answered with.

/** The status of each reason: 401 when the sender is not proven, 400 when a proven sender sent something else. */
export const REFUSAL_STATUS = {
  signature_missing: 401,
  signature_malformed: 401,
  signature_mismatch: 401,
  timestamp_too_old: 401,
  timestamp_in_future: 401,
  body_not_json: 400,
  body_not_event: 400,
  event_id_mismatch: 400,
} as const;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

/** A request that was not accepted, with a stable code, a sentence for people, and the status to answer. */
export interface Refusal {
  readonly kind: "refused";
  readonly code: RefusalCode;
  readonly message: string;
  readonly status: number;
  /** How far the signed time is from this clock, in seconds, when that is the reason; positive when it is in the past. */
  readonly skewSeconds?: number;
}

export function refuse(code: RefusalCode, message: string): Refusal {
  return { kind: "refused", code, message, status: REFUSAL_STATUS[code] };
}
