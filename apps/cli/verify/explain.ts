// Why a signature is right or wrong, found by trying what usually goes wrong. In: signature, body, secrets, a moment.
// Out: a word for programs and a sentence for people. Pure.
import { createHmac, timingSafeEqual } from "node:crypto";
import { LIMITS } from "@ticketwire/contract";
import { type Claim, readClaim, type StandardParts } from "./signature-form.ts";
import { readSecretKey, type Suspect, suspectBodies, suspectKeys } from "./suspects.ts";

export interface SignatureQuestion {
  readonly signature: string;
  /** The bytes as they were received, as text. */
  readonly body: string;
  readonly secret: string;
  readonly standard: StandardParts;
  /** When it was received. */
  readonly at: Date;
}

export interface Explanation {
  readonly valid: boolean;
  readonly reason:
    "valid" | "clock_skew" | "body_changed" | "wrong_secret" | "secret_form" | "other_recipe" | "malformed_header";
  readonly message: string;
  readonly signed_at: string | null;
  /** Negative when it lies ahead. */
  readonly age_seconds: number | null;
}

export function explain(question: SignatureQuestion): Explanation {
  const claim = readClaim(question.signature, question.standard);
  if (typeof claim === "string")
    return { valid: false, reason: "malformed_header", message: claim, signed_at: null, age_seconds: null };
  const age = Math.floor(question.at.getTime() / 1000) - Number(claim.timestamp);
  const signedAt = new Date(Number(claim.timestamp) * 1000).toISOString();
  return { ...judge(claim, question, age), signed_at: signedAt, age_seconds: age };
}

type Judgement = Pick<Explanation, "valid" | "reason" | "message">;

function judge(claim: Claim, question: SignatureQuestion, age: number): Judgement {
  const { body } = question;
  const key = readSecretKey(question.secret);
  if (matches(claim, key, body)) return judgeAge(age);
  const otherBody = suspectBodies(body).find(({ value }) => matches(claim, key, value));
  if (otherBody !== undefined)
    return {
      valid: false,
      reason: "body_changed",
      message: `The body is not what was signed: ${otherBody.meaning}. ${RAW}`,
    };
  const otherKey = suspectKeys(question.secret).find(({ value }) => matches(claim, value, body));
  if (otherKey !== undefined)
    return { valid: false, reason: "secret_form", message: `The secret is nearly right: ${otherKey.meaning}.` };
  const recipe = otherRecipes(claim, key, body).find(({ value }) => fits(claim, value));
  if (recipe !== undefined)
    return { valid: false, reason: "other_recipe", message: `It was signed ${recipe.meaning}.` };
  return { valid: false, reason: "wrong_secret", message: WRONG };
}

const RAW = "Check the raw bytes, before any parser.";
const WRONG =
  "No signature in the header was made with this secret over this body: it is the secret of another webhook or from before a rotation, or the body was changed beyond what can be guessed. With --webhook the server tells which.";

function judgeAge(age: number): Judgement {
  const tolerance = LIMITS.signatureToleranceSeconds;
  if (Math.abs(age) <= tolerance)
    return { valid: true, reason: "valid", message: `The signature is right and ${describeAge(age)}.` };
  return {
    valid: false,
    reason: "clock_skew",
    message: `The signature is right, but ${describeAge(age)}; receivers take ${tolerance} s either way. A request that was kept is checked with --at; else one of the two clocks is off.`,
  };
}

function describeAge(age: number): string {
  return age >= 0 ? `${age} s old` : `${-age} s ahead of this clock`;
}

/** What people who sign by hand get wrong. */
function otherRecipes({ timestamp, encoding }: Claim, key: string, body: string): readonly Suspect<Buffer>[] {
  if (encoding === "base64") return [];
  const mac = (text: string): Buffer => createHmac("sha256", key).update(text).digest();
  return [
    { value: mac(body), meaning: 'over the body alone; put "<t>." before it' },
    { value: mac(`${timestamp}${body}`), meaning: "without the dot between time and body" },
    { value: mac(`${timestamp}000.${body}`), meaning: "with the time in milliseconds; it is in seconds" },
  ];
}

function matches(claim: Claim, key: string | Buffer, body: string): boolean {
  return fits(claim, createHmac("sha256", key).update(`${claim.prefix}${body}`).digest());
}

function fits(claim: Claim, mac: Buffer): boolean {
  return claim.macs.some((each) => {
    const given = Buffer.from(each, claim.encoding);
    return given.length === mac.length && timingSafeEqual(given, mac);
  });
}
