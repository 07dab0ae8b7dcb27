// `Idempotency-Key`: the first call with a key runs and its answer is kept, encrypted, for 24 hours; the same call again is
// given that answer; another call under the same key is refused. In: a call and what would run. Out: its answer.
import { API_HEADERS, LIMITS } from "@ticketwire/contract";
import {
  abandonClaim,
  claimIdempotencyKey,
  type IdempotencyPlace,
  type StoredAnswer,
  storeAnswer,
} from "@ticketwire/engine/access/idempotency-keys";
import { ApiError, apiError, invalid } from "../fault/api-error.ts";
import type { Answer } from "../route/answer.ts";
import type { Call } from "../route/call.ts";
import { hashRequest, idOfClaim, type RequestMark } from "./request-mark.ts";

const KEPT_MS = LIMITS.idempotencyHours * 3_600_000;

/** The longest call (a test delivery with the longest timeout) is over within this; what still claims then has died. */
const LEASE_MS = 60_000;

const HEADER = API_HEADERS.idempotencyKey;
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** The idempotency key of a request; undefined without one. */
export function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== "string" || !KEY.test(header))
    throw invalid(HEADER, "must be 1 to 255 visible ASCII characters", "bad_format");
  return header;
}

function contextOf(place: IdempotencyPlace): string {
  return `${place.tenantId}|${place.apiKeyId}|${place.idempotencyKey}|answer`;
}

/** What keeping an answer needs of a call. */
type ClaimingCall = Pick<Call, "context" | "principal" | "tenant" | "now">;

type Outcome = { readonly answer: Answer } | { readonly refusal: ApiError };

/** Puts the answer's body into JSON, once: for the caller and for keeping. */
function bodyOf(outcome: Outcome): string {
  if ("answer" in outcome)
    return outcome.answer.json ?? (outcome.answer.body === undefined ? "" : JSON.stringify(outcome.answer.body));
  const { code, message, details } = outcome.refusal;
  return JSON.stringify({ code, message, details });
}

function answerOf(status: number, headers: Readonly<Record<string, string>>, json: string): Answer {
  return json === "" ? { status, headers } : { status, headers, json };
}

function replay(call: ClaimingCall, place: IdempotencyPlace, kept: StoredAnswer): Answer {
  const json = call.context.secretBox.open(kept.sealedBody, contextOf(place));
  const headers = { ...kept.headers, "idempotency-replayed": "true" };
  if (kept.status < 400) return answerOf(kept.status, headers, json);
  const { code, message, details } = JSON.parse(json) as Pick<ApiError, "code" | "message" | "details">;
  throw new ApiError(code, message, { details, headers });
}

// A refusal is an answer too; a fault is none, and the call may run again.
async function runToOutcome(run: () => Promise<Answer>): Promise<Outcome> {
  try {
    return { answer: await run() };
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return { refusal: error };
    throw error;
  }
}

async function runAndKeep(call: ClaimingCall, place: IdempotencyPlace, run: () => Promise<Answer>): Promise<Outcome> {
  try {
    const outcome = await runToOutcome(run);
    const { status, headers = {} } = "answer" in outcome ? outcome.answer : outcome.refusal;
    const json = bodyOf(outcome);
    const sealedBody = call.context.secretBox.seal(json, contextOf(place));
    await storeAnswer(call.tenant, place, { claimedAt: call.now, answer: { status, headers, sealedBody } });
    return "refusal" in outcome ? outcome : { answer: answerOf(status, headers, json) };
  } catch (fault) {
    // If this fails too, the claim ends with its lease.
    await abandonClaim(call.tenant, place, call.now).catch(() => undefined);
    throw fault;
  }
}

/** Runs a call under its idempotency key, or gives the answer that is kept. `run` is handed the id to create under. */
export async function runOnce(
  call: ClaimingCall,
  request: RequestMark & { readonly idempotencyKey: string },
  run: (newId: string) => Promise<Answer>,
): Promise<Answer> {
  const { tenantId, apiKeyId } = call.principal;
  const place = { tenantId, apiKeyId, idempotencyKey: request.idempotencyKey };
  const claim = await claimIdempotencyKey(call.tenant, place, {
    requestHash: hashRequest(request),
    now: call.now,
    expiresAt: new Date(call.now.getTime() + KEPT_MS),
    leftBehindBefore: new Date(call.now.getTime() - LEASE_MS),
  });
  switch (claim.kind) {
    case "mine": {
      const newId = idOfClaim({ ...place, at: new Date(claim.expiresAt.getTime() - KEPT_MS) });
      const outcome = await runAndKeep(call, place, () => run(newId));
      if ("refusal" in outcome) throw outcome.refusal;
      return outcome.answer;
    }
    case "answered":
      return replay(call, place, claim.answer);
    case "running":
      throw new ApiError("CONFLICT", `The first call with this ${HEADER} is still running; ask again shortly.`, {
        headers: { "retry-after": "1" },
      });
    case "other_request":
      throw apiError("IDEMPOTENCY_MISMATCH", `This ${HEADER} was used for another request; use a new one.`);
    default:
      return claim satisfies never;
  }
}
