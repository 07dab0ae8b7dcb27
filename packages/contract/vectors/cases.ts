// The test vectors as a table: what is sent, what a verifier must say, and why the case is there.
// Signatures are made by the contract's own signer; README.md tells how they are checked against other programs.
import {
  formatSignature,
  formatStandardSignature,
  importSigningSecret,
  signV1,
  toStandardSecret,
} from "../signature.ts";
import { SAMPLE_EVENTS } from "./sample-events.ts";

const SECRET = "dGhpcy1pcy1hLXRlc3Qtc2VjcmV0LW9mLTMyLWJ5dGU";
const OLD_SECRET = "YW4tb2xkZXItc2VjcmV0LWJlZm9yZS1yb3RhdGlvbi0";
const NOW = 1_772_356_527;

/** What a verifier answers: `valid`, or the kit's reason code for refusing. */
export type Expectation =
  | "valid"
  | "signature_missing"
  | "signature_malformed"
  | "signature_mismatch"
  | "timestamp_too_old"
  | "timestamp_in_future";

export interface Vector {
  readonly name: string;
  readonly why: string;
  readonly secrets: readonly string[];
  readonly now: number;
  readonly tolerance_seconds: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body_base64: string;
  /** Whether the body is an event of the contract; a verifier of signatures alone need not care. */
  readonly body_is_event: boolean;
  readonly expect: Expectation;
}

interface Draft {
  readonly why: string;
  readonly body?: string | Uint8Array;
  readonly secrets?: readonly string[];
  readonly now?: number;
  readonly expect?: Expectation;
}

const updated = JSON.stringify(SAMPLE_EVENTS[1]);
const key = importSigningSecret(SECRET);
const oldKey = importSigningSecret(OLD_SECRET);
const right = signV1(key, NOW, updated);
const flipped = right.replace(/.$/, (last) => (last === "0" ? "1" : "0"));

function vector(name: string, headers: Vector["headers"], draft: Draft): Vector {
  const body = draft.body ?? updated;
  return {
    name,
    why: draft.why,
    secrets: draft.secrets ?? [SECRET],
    now: draft.now ?? NOW,
    tolerance_seconds: 300,
    headers,
    body_base64: Buffer.from(body).toString("base64"),
    body_is_event: isEvent(body),
    expect: draft.expect ?? "valid",
  };
}

function isEvent(body: string | Uint8Array): boolean {
  try {
    return typeof body === "string" && typeof JSON.parse(body).event_id === "string";
  } catch {
    return false;
  }
}

/** A vector whose header is written out by hand. */
function header(name: string, signature: string, draft: Draft): Vector {
  return vector(name, { "X-Alga-Signature": signature }, draft);
}

/** A vector signed the way the sender signs. */
function signed(name: string, draft: Draft, keys = [key]): Vector {
  return header(name, formatSignature(keys, NOW, draft.body ?? updated), draft);
}

const events = SAMPLE_EVENTS.map((event) =>
  signed(`event ${event.event_type}`, { why: "every event type as it is sent", body: JSON.stringify(event) }),
);

const bodies = [
  signed("body empty", { why: "nothing after the dot is still signed", body: "" }),
  signed("body pretty printed", {
    why: "white space counts: sign bytes, not JSON",
    body: JSON.stringify(SAMPLE_EVENTS[0], null, 2),
  }),
  signed("body ends with a line break", { why: "no trimming", body: `${updated}\n` }),
  signed("body with CR LF and tab", { why: "no line-end conversion", body: '{\r\n\t"a": 1\r\n}' }),
  signed("body with a byte order mark", { why: "a BOM is part of the bytes", body: `\uFEFF${updated}` }),
  signed("body with NUL bytes", { why: "C strings end early", body: Uint8Array.of(123, 0, 34, 0, 125) }),
  signed("body not UTF-8", {
    why: "decoding to text and back changes bytes",
    body: Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0x80),
  }),
  signed("body of 70 kB", {
    why: "longer than one read of a pipe",
    body: JSON.stringify({ filler: "0123456789".repeat(7000) }),
  }),
  signed("body that looks like a header", { why: "the prefix is joined once", body: `t=${NOW},v1=${right}` }),
];

const changedBody = (name: string, body: string, why: string): Vector =>
  header(name, `t=${NOW},v1=${right}`, { why, body, expect: "signature_mismatch" });

const changed = [
  changedBody("body one letter changed", updated.replace("TKT-1042", "TKT-1043"), "the point of a signature"),
  changedBody("body with a space added", updated.replace('","', '", "'), "as after JSON.parse and stringify elsewhere"),
  changedBody(
    "body with keys in another order",
    JSON.stringify(Object.fromEntries(Object.entries(SAMPLE_EVENTS[1] ?? {}).reverse())),
    "as after a parser",
  ),
  changedBody("body cut by one byte", updated.slice(0, -1), "a cut transfer"),
  changedBody("body with escaped Unicode", updated.replace("Zoë", "Zo\\u00eb"), "equal JSON, other bytes"),
  header("secret of another webhook", `t=${NOW},v1=${signV1(oldKey, NOW, updated)}`, {
    why: "a wrong secret",
    expect: "signature_mismatch",
  }),
  header("timestamp changed", `t=${NOW + 1},v1=${right}`, {
    why: "the time is signed too",
    expect: "signature_mismatch",
  }),
  header("timestamp with a leading zero", `t=0${NOW},v1=${right}`, {
    why: "the text of t is what was signed",
    expect: "signature_mismatch",
  }),
  header("last digit changed", `t=${NOW},v1=${flipped}`, { why: "compare to the end", expect: "signature_mismatch" }),
];

const several = [
  header("two v1, first right", `t=${NOW},v1=${right},v1=${flipped}`, { why: "any of several may match" }),
  header("two v1, last right", `t=${NOW},v1=${flipped},v1=${right}`, { why: "any of several may match" }),
  signed("rotation old, new, old with the new secret", { why: "the overlap of a rotation" }, [oldKey, key, oldKey]),
  signed("rotation old, new, old with the old secret", { why: "the overlap of a rotation", secrets: [OLD_SECRET] }, [
    oldKey,
    key,
    oldKey,
  ]),
  signed("rotation new, old, new with the old secret", { why: "the flipped order", secrets: [OLD_SECRET] }, [
    key,
    oldKey,
    key,
  ]),
  signed("two secrets, signed with the first", { why: "the old one stands behind", secrets: [SECRET, OLD_SECRET] }),
  signed("two secrets, signed with the second", { why: "in the middle of a change", secrets: [OLD_SECRET, SECRET] }),
  signed("two secrets, signed with neither", {
    why: "several chances, still none",
    secrets: [OLD_SECRET, `${SECRET}x`],
    expect: "signature_mismatch",
  }),
  header("a malformed v1 beside a right one", `t=${NOW},v1=zz,v1=${right}`, { why: "skip, do not fail" }),
];

const forms = [
  header("spaces around parts", ` t = ${NOW} , v1 = ${right} `, { why: "some proxies reformat" }),
  header("unknown keys", `v0=abc,t=${NOW},foo=bar=baz,v1=${right},v2=${flipped},flag`, {
    why: "later versions may add",
  }),
  header("v1 before t", `v1=${right},t=${NOW}`, { why: "order is not promised" }),
  header("the same t twice", `t=${NOW},v1=${flipped}, t=${NOW},v1=${right}`, {
    why: "two header lines joined by HTTP",
  }),
  header("empty parts", `,,t=${NOW},,v1=${right},`, { why: "stray commas" }),
];

const malformed = (name: string, signature: string, why: string): Vector =>
  header(name, signature, { why, expect: "signature_malformed" });

const malforms = [
  vector(
    "no signature header",
    { "X-Alga-Event-Type": "ticket.updated" },
    { why: "anybody can POST", expect: "signature_missing" },
  ),
  malformed("header empty", "", "nothing claimed"),
  malformed("header without t", `v1=${right}`, "no time, no replay protection"),
  malformed("header without v1", `t=${NOW}`, "nothing to compare"),
  malformed("only an unknown version", `t=${NOW},v2=${right}`, "never fall back to nothing"),
  malformed("two different t", `t=${NOW},t=${NOW + 1},v1=${right}`, "which one was signed?"),
  malformed("t not a number", `t=now,v1=${right}`, "hostile"),
  malformed("t with a sign", `t=+${NOW},v1=${right}`, "number parsers are lenient"),
  malformed("t with a fraction", `t=${NOW}.0,v1=${right}`, "number parsers are lenient"),
  malformed("t in hex", `t=0x${NOW.toString(16)},v1=${right}`, "number parsers are lenient"),
  malformed(
    "t in other digits",
    `t=${String(NOW).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))},v1=${right}`,
    "digits that are not ASCII",
  ),
  malformed("t of 400 digits", `t=${"9".repeat(400)},v1=${right}`, "infinity in floating point"),
  malformed("v1 too short", `t=${NOW},v1=${right.slice(0, 62)}`, "a prefix must not match"),
  malformed("v1 too long", `t=${NOW},v1=${right}00`, "an extension must not match"),
  malformed("v1 empty", `t=${NOW},v1=`, "comparing nothing with nothing"),
  malformed("v1 in upper case", `t=${NOW},v1=${right.toUpperCase()}`, "one MAC, one spelling"),
  malformed("v1 in base64", `t=${NOW},v1=${Buffer.from(right, "hex").toString("base64")}`, "another form's spelling"),
  malformed("keys in upper case", `T=${NOW},V1=${right}`, "keys are lower case"),
];

const clock = [
  signed("300 s late", { why: "the tolerance, inclusive", now: NOW + 300 }),
  signed("301 s late", { why: "beyond it: a replay", now: NOW + 301, expect: "timestamp_too_old" }),
  signed("300 s early", { why: "the tolerance, inclusive", now: NOW - 300 }),
  signed("301 s early", { why: "clocks can be off both ways", now: NOW - 301, expect: "timestamp_in_future" }),
  header("t zero", `t=0,v1=${signV1(key, 0, updated)}`, { why: "no special value", expect: "timestamp_too_old" }),
  header("t far ahead", `t=999999999999999,v1=${signV1(key, 999_999_999_999_999, updated)}`, {
    why: "no overflow",
    expect: "timestamp_in_future",
  }),
];

/** `X-Alga-Signature`: the vectors that every language's recipe must get right. */
export const ALGA_VECTORS: readonly Vector[] = [
  ...events,
  ...bodies,
  ...changed,
  ...several,
  ...forms,
  ...malforms,
  ...clock,
];

const ID = SAMPLE_EVENTS[1]?.event_id ?? "";
const message = { id: ID, timestamp: NOW, body: updated };
const standardRight = formatStandardSignature([key], message);
const standardOld = formatStandardSignature([oldKey], message);

function standard(
  name: string,
  signature: string,
  draft: Draft & { readonly id?: string; readonly time?: string },
): Vector {
  const names = {
    "webhook-id": draft.id ?? ID,
    "webhook-timestamp": draft.time ?? String(NOW),
    "webhook-signature": signature,
  };
  return vector(name, names, draft);
}

/** The same deliveries by their Standard Webhooks 1.0 headers. */
export const STANDARD_VECTORS: readonly Vector[] = [
  standard("standard, plain secret", standardRight, { why: "the secret as the API shows it" }),
  standard("standard, whsec_ secret", standardRight, {
    why: "the secret as libraries want it",
    secrets: [toStandardSecret(SECRET)],
  }),
  standard("standard, rotation", `${standardOld} ${standardRight} ${standardOld}`, { why: "any of several" }),
  standard("standard, an asymmetric version beside", `v1a,${"A".repeat(86)}== ${standardRight}`, {
    why: "skip unknown",
  }),
  standard("standard, a right MAC of an unknown version", standardRight.replace("v1,", "v9,"), {
    why: "what another version means is not known",
    expect: "signature_malformed",
  }),
  standard("standard, joined by a comma", `${standardOld}, ${standardRight}`, {
    why: "two header lines joined by HTTP",
  }),
  standard("standard, another id", standardRight, {
    why: "the id is signed",
    id: "another",
    expect: "signature_mismatch",
  }),
  standard("standard, another time", standardRight, {
    why: "the time is signed",
    time: String(NOW + 1),
    expect: "signature_mismatch",
  }),
  standard("standard, changed body", standardRight, {
    why: "the body is signed",
    body: `${updated} `,
    expect: "signature_mismatch",
  }),
  standard("standard, wrong secret", standardOld, { why: "a wrong secret", expect: "signature_mismatch" }),
  standard("standard, no version", standardRight.slice(3), {
    why: "a bare MAC is no claim",
    expect: "signature_malformed",
  }),
  standard("standard, hex instead of base64", `v1,${right}`, {
    why: "another form's spelling",
    expect: "signature_malformed",
  }),
  standard("standard, time not a number", standardRight, {
    why: "hostile",
    time: "soon",
    expect: "signature_malformed",
  }),
  standard("standard, 301 s late", standardRight, { why: "a replay", now: NOW + 301, expect: "timestamp_too_old" }),
  standard("standard, 301 s early", standardRight, {
    why: "clocks can be off both ways",
    now: NOW - 301,
    expect: "timestamp_in_future",
  }),
];
