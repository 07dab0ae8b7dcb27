// The gate: raw bytes and headers in, a typed event or a coded reason out. Order: find the signature, compare MACs,
// check the clock, and only then read the body; nothing unsigned is ever parsed. Nothing here throws for what a
// stranger may send; only wrong use throws.
import { SIGNATURE_TOLERANCE_SECONDS } from "@ticketwire/contract/limits";
import { badOption } from "../errors.ts";
import type { TicketwireEvent } from "../events.ts";
import { joinBytes, type RawBody, toBodyBytes } from "../lib/body-bytes.ts";
import { type DeliveryHeaders, type HeadersInput, readDeliveryHeaders } from "../lib/delivery-headers.ts";
import { decodeEnvelope } from "../lib/envelope.ts";
import { checkSecrets, createKeyring, type Keyring, matchesAny } from "../lib/secret-keys.ts";
import { type ClaimedSignature, parseAlgaSignature, parseStandardSignature } from "../lib/signature-header.ts";
import { type Delivery, readDelivery } from "./delivery.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** A moment: a Date, milliseconds or seconds since 1970, or a function that gives one of them. */
export type Now = Date | number | (() => Date | number);

export interface VerifyOptions {
  /** The signing secret, or several during a rotation or for several webhooks; `whsec_…` forms are understood too. */
  readonly secrets: string | readonly string[];
  /** How far the signed time may be off, either way, in seconds. Default 300; `Infinity` checks a recorded request. */
  readonly toleranceSeconds?: number;
  /** The time to check against. Default: this machine's clock. */
  readonly now?: Now;
}

export interface Verified {
  readonly kind: "event";
  readonly event: TicketwireEvent;
  readonly delivery: Delivery;
}

export type Verification = Verified | Refusal;

/**
 * Checks who sent a request and reads its event. `X-Alga-Signature` decides when it is there; otherwise the Standard
 * Webhooks headers do.
 *
 * @returns `{kind: "event", event, delivery}` or `{kind: "refused", code, message, status}`.
 * @throws ReceiverError `body_not_raw` when the body was parsed before, `bad_option` for a wrong option.
 *
 * @example
 * const result = await verify(await request.text(), request.headers, { secrets: process.env.TICKETWIRE_SECRET });
 * if (result.kind === "refused") return new Response(result.code, { status: result.status });
 */
export async function verify(rawBody: RawBody, headers: HeadersInput, options: VerifyOptions): Promise<Verification> {
  return verifyWith(createKeyring(), { rawBody, headers, options });
}

export interface VerifyInput {
  readonly rawBody: RawBody;
  readonly headers: HeadersInput;
  readonly options: VerifyOptions;
}

/** `verify` with a keyring that outlives the call. */
export async function verifyWith(keyring: Keyring, { rawBody, headers, options }: VerifyInput): Promise<Verification> {
  const secrets = checkSecrets(options?.secrets);
  const tolerance = checkTolerance(options.toleranceSeconds ?? SIGNATURE_TOLERANCE_SECONDS);
  const nowSeconds = Math.floor(readNow(options.now) / 1000);
  const body = toBodyBytes(rawBody);
  const wire = readDeliveryHeaders(headers);

  const claim = readClaim(wire);
  if ("kind" in claim) return claim;
  const isAuthentic = await matchesAny(await keyring.keysOf(secrets), joinBytes(claim.prefix, body), claim.macs);
  if (!isAuthentic)
    return refuse("signature_mismatch", "no signature was made with any of the secrets over this very body");
  return checkClock(nowSeconds - Number(claim.timestamp), tolerance) ?? readEvent(body, wire);
}

interface Claim extends ClaimedSignature {
  /** What was signed before the body. */
  readonly prefix: string;
}

function readClaim(wire: DeliveryHeaders): Claim | Refusal {
  if (wire.signature !== undefined) {
    const parsed = parseAlgaSignature(wire.signature);
    if (parsed !== null) return { ...parsed, prefix: `${parsed.timestamp}.` };
    return refuse("signature_malformed", "X-Alga-Signature is not of the form t=<seconds>,v1=<64 hex digits>");
  }
  const { standardId, standardTimestamp, standardSignature } = wire;
  if (standardId === undefined || standardTimestamp === undefined || standardSignature === undefined) {
    return refuse("signature_missing", "there is neither X-Alga-Signature nor webhook-id, -timestamp and -signature");
  }
  const parsed = parseStandardSignature(standardTimestamp, standardSignature);
  if (parsed !== null) return { ...parsed, prefix: `${standardId}.${parsed.timestamp}.` };
  return refuse("signature_malformed", "webhook-timestamp is not in seconds or webhook-signature has no v1,<base64>");
}

function checkClock(skewSeconds: number, tolerance: number): Refusal | null {
  if (Math.abs(skewSeconds) <= tolerance) return null;
  const code = skewSeconds > 0 ? "timestamp_too_old" : "timestamp_in_future";
  const where = skewSeconds > 0 ? "in the past" : "in the future";
  const message = `signed ${Math.abs(skewSeconds)} s ${where}, more than ${tolerance} s: a replay, or a clock that is off`;
  return { ...refuse(code, message), skewSeconds };
}

function readEvent(body: Uint8Array, wire: DeliveryHeaders): Verification {
  const decoded = decodeEnvelope(body);
  if (decoded.kind !== "event") return refuse(`body_${decoded.kind}`, decoded.message);
  const { event } = decoded;
  // `webhook-id` is signed in one form and `X-Alga-Event-Id` in none: a caller who reads them must get the body's id.
  for (const id of [wire.eventId, wire.standardId]) {
    if (id?.split(",").some((part) => part.trim() !== event.event_id) === true) {
      return refuse("event_id_mismatch", "the event id in the headers is not the one in the signed body");
    }
  }
  return { kind: "event", event, delivery: readDelivery(wire) };
}

/** @throws ReceiverError `bad_option` for anything but a number from 0 on. */
export function checkTolerance(seconds: unknown): number {
  if (typeof seconds === "number" && seconds >= 0) return seconds;
  throw badOption("toleranceSeconds", `must be a number of seconds from 0 on, not ${String(seconds)}`);
}

/**
 * Milliseconds since 1970. Seconds are understood too, since that is what the header holds: as milliseconds such a
 * number would be a day of 1970, which nobody means.
 */
export function readNow(now: Now = Date.now): number {
  const value = typeof now === "function" ? now() : now;
  const time = value instanceof Date ? value.getTime() : value;
  const ms = time < 1e11 ? time * 1000 : time;
  if (Number.isFinite(ms) && ms >= 1e11) return ms;
  throw badOption("now", `must be a Date or a time since 1970 in milliseconds or seconds, not ${String(value)}`);
}
