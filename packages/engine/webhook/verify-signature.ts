// Pure: why a signature is right or wrong. In: the header, the body and the secrets a webhook has or had, and the body as it
// was sent if it is known. Out: a word for programs and a sentence for people.
import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { DELIVERY_HEADERS, LIMITS, signV1, toStandardSecret } from "@ticketwire/contract";
import { describeBodyChange } from "./body-change.ts";

export const VERIFY_REASONS = [
  "valid",
  "previous_secret",
  "clock_skew",
  "body_changed",
  "wrong_secret",
  "other_recipe",
  "malformed_header",
] as const;
export type VerifyReason = (typeof VERIFY_REASONS)[number];

export interface Verification {
  /** Whether a receiver that has the current secret, or in an overlap the previous one, takes it now. */
  readonly valid: boolean;
  readonly reason: VerifyReason;
  readonly message: string;
  /** The `t` of the header, ISO 8601; null when it has none. */
  readonly signed_at: string | null;
  /** How long ago that was; negative when it lies ahead. */
  readonly age_seconds: number | null;
  readonly secret: "current" | "previous" | null;
}

export interface VerifyQuestion {
  /** Value of `X-Alga-Signature`. */
  readonly signature: string;
  readonly body: string;
  readonly current: KeyObject;
  readonly previous: KeyObject | null;
  /** Until when the previous secret is good. */
  readonly previousExpiresAt: Date | null;
  /** The body of the delivery that `body` names, as it was sent; null when there is none. */
  readonly sentBody: string | null;
  /** When it was received: what its time is compared with. */
  readonly receivedAt: Date;
}

interface ParsedHeader {
  readonly timestamp: number;
  readonly signatures: readonly string[];
}

/** The last second of the year 9999; what lies beyond is no time in seconds. */
const LATEST_SECOND = 253_402_300_799;

const EXAMPLE = "t=1767225600,v1=<64 hexadecimal digits in lower case>";

/** What is wrong with the value of a `t`; null when it is a time in seconds. */
function findTimeFault(value: string): string | null {
  if (/^\d{13}$/.test(value)) return "is in milliseconds; t is in seconds";
  if (!/^\d{1,12}$/.test(value)) return "must be t=<unix seconds>";
  return Number(value) > LATEST_SECOND ? "lies beyond the year 9999; t is in seconds" : null;
}

/** What is wrong with the value of a `v1`; null when it is a signature. */
function findSignatureFault(value: string): string | null {
  if (/^[0-9a-f]{64}$/.test(value)) return null;
  if (/^[0-9a-f]{64}$/i.test(value)) return "has upper-case digits";
  return `must be v1=<64 hexadecimal digits>, it has ${value.length} characters`;
}

/** Takes the header apart, or says where it is malformed. */
function parseHeader(header: string): ParsedHeader | string {
  if (/^[\w-]+\s*:/.test(header)) return `begins with the header's name; give its value alone, like ${EXAMPLE}`;
  if (/^v1,[A-Za-z0-9+/]{43}=/.test(header))
    return `is that of webhook-signature, for Standard Webhooks libraries; give the value of ${DELIVERY_HEADERS.signature}`;
  if (/\s/.test(header)) return `has white space in it; it is one line like ${EXAMPLE}`;
  let timestamp: number | undefined;
  const signatures: string[] = [];
  for (const [index, part] of header.split(",").entries()) {
    const at = part.indexOf("=");
    const [name, value] = at === -1 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    const place = `part ${index + 1} ("${part.slice(0, 40)}")`;
    if (name === "t") {
      const fault = timestamp === undefined ? findTimeFault(value) : "is a second t";
      if (fault !== null) return `${place} ${fault}`;
      timestamp = Number(value);
    } else if (name === "v1") {
      const fault = findSignatureFault(value);
      if (fault !== null) return `${place} ${fault}`;
      signatures.push(value);
    } else return `${place} is neither t= nor v1=; it looks like ${EXAMPLE}`;
  }
  if (timestamp === undefined) return `has no t=<unix seconds>; it looks like ${EXAMPLE}`;
  if (signatures.length === 0) return `has no v1=<signature>; it looks like ${EXAMPLE}`;
  return { timestamp, signatures };
}

function isOneOf(header: ParsedHeader, mac: string): boolean {
  const wanted = Buffer.from(mac);
  return header.signatures.some((given) => given.length === mac.length && timingSafeEqual(Buffer.from(given), wanted));
}

type Signer = "current" | "previous";

/** Which secret made one of the header's signatures over this body. */
function signerOf(header: ParsedHeader, body: string, question: VerifyQuestion): Signer | null {
  if (isOneOf(header, signV1(question.current, header.timestamp, body))) return "current";
  if (question.previous && isOneOf(header, signV1(question.previous, header.timestamp, body))) return "previous";
  return null;
}

interface Recipe {
  readonly name: string;
  readonly mac: (secret: string, header: ParsedHeader, body: string) => string;
}

const hex = (key: string | Uint8Array, text: string): string => createHmac("sha256", key).update(text).digest("hex");

// What people who compute the signature themselves get wrong; found by doing the same.
const OTHER_RECIPES: readonly Recipe[] = [
  { name: "over the body alone; put the time and a dot before it", mac: (secret, _, body) => hex(secret, body) },
  {
    name: "with the secret decoded from base64; take its text as it is",
    mac: (secret, { timestamp }, body) => hex(Buffer.from(secret, "base64url"), `${timestamp}.${body}`),
  },
  {
    name: "with the whsec_ form of the secret as the key; that form is for Standard Webhooks libraries",
    mac: (secret, { timestamp }, body) => hex(toStandardSecret(secret), `${timestamp}.${body}`),
  },
  {
    name: "with the time in milliseconds; it is in seconds",
    mac: (secret, { timestamp }, body) => hex(secret, `${timestamp * 1000}.${body}`),
  },
  {
    name: "without the dot between the time and the body",
    mac: (secret, { timestamp }, body) => hex(secret, `${timestamp}${body}`),
  },
];

function recipeOf(header: ParsedHeader, question: VerifyQuestion): string | null {
  const secret = question.current.export().toString("utf8");
  return OTHER_RECIPES.find((recipe) => isOneOf(header, recipe.mac(secret, header, question.body)))?.name ?? null;
}

/** The bodies that may have been signed when the given one was not. */
function originalsOf(question: VerifyQuestion): readonly string[] {
  const originals = question.sentBody === null ? [] : [question.sentBody];
  try {
    originals.push(JSON.stringify(JSON.parse(question.body)));
  } catch {
    // Not JSON any more: only the delivery itself can tell what it was.
  }
  return originals.filter((original) => original !== question.body);
}

function describeSkew(age: number): string {
  const direction = age > 0 ? `${age} seconds ago` : `${-age} seconds ahead`;
  return `The signature is right, but its time lies ${direction} and receivers take ${LIMITS.signatureToleranceSeconds} at most: check this machine's clock, or how long the request was kept.`;
}

type Judgement = Pick<Verification, "valid" | "reason" | "message" | "secret">;

function judgeMatch(signer: Signer, age: number, question: VerifyQuestion): Judgement {
  const secret = signer;
  const { previousExpiresAt, receivedAt } = question;
  if (signer === "previous" && (previousExpiresAt === null || previousExpiresAt <= receivedAt)) {
    const message = "Signed with the previous secret, whose overlap has ended: give the signer the current one.";
    return { valid: false, reason: "previous_secret", message, secret };
  }
  if (Math.abs(age) > LIMITS.signatureToleranceSeconds)
    return { valid: false, reason: "clock_skew", message: describeSkew(age), secret };
  if (signer === "previous") {
    const until = previousExpiresAt?.toISOString() ?? "";
    const message = `Valid: signed with the previous secret, which is good until ${until}.`;
    return { valid: true, reason: "previous_secret", message, secret };
  }
  return {
    valid: true,
    reason: "valid",
    message: "Valid: signed with the current secret, body and time are right.",
    secret,
  };
}

function judgeMismatch(header: ParsedHeader, question: VerifyQuestion): Judgement {
  for (const original of originalsOf(question)) {
    const secret = signerOf(header, original, question);
    if (secret === null) continue;
    const change = describeBodyChange(original, question.body);
    const message = `The body was changed after it was signed: ${change}. Verify the raw bytes of the request, before any parsing.`;
    return { valid: false, reason: "body_changed", message, secret };
  }
  const recipe = recipeOf(header, question);
  if (recipe !== null)
    return {
      valid: false,
      reason: "other_recipe",
      message: `The secret is right, but it was computed ${recipe}.`,
      secret: "current",
    };
  const isAsSent = question.sentBody === question.body;
  const message = isAsSent
    ? "The body is exactly as it was sent, so it was signed with another secret: compare it with the one shown at creation or at the last rotation."
    : "Neither of this webhook's secrets made it: it was signed with another secret, or the body was changed beyond recognition.";
  return { valid: false, reason: "wrong_secret", message, secret: null };
}

/** Explains a signature. */
export function verifySignature(question: VerifyQuestion): Verification {
  const header = parseHeader(question.signature);
  if (typeof header === "string") {
    const message = `The signature header is malformed: ${header}.`;
    return { valid: false, reason: "malformed_header", message, signed_at: null, age_seconds: null, secret: null };
  }
  const age = Math.round(question.receivedAt.getTime() / 1000 - header.timestamp);
  const signer = signerOf(header, question.body, question);
  const judgement = signer === null ? judgeMismatch(header, question) : judgeMatch(signer, age, question);
  return { ...judgement, signed_at: new Date(header.timestamp * 1000).toISOString(), age_seconds: age };
}
