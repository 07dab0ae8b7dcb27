// Each way in which a signature goes wrong in practice is told apart from the others.
import { createHmac } from "node:crypto";
import { formatSignature, formatStandardSignature, importSigningSecret, toStandardSecret } from "@ticketwire/contract";
import { recordedEvent } from "@ticketwire/mock";
import { describe, expect, it } from "vitest";
import { explain, type SignatureQuestion } from "./explain.ts";

const SECRET = "QkQ3bG9uZy1lbm91Z2gtc2VjcmV0LWZvci10aGlzLXRlc3Q";
const BODY = JSON.stringify(recordedEvent("ticket.closed"));
const NOW = new Date("2026-03-01T09:15:00Z");
const T = NOW.getTime() / 1000;
const SIGNATURE = formatSignature([importSigningSecret(SECRET)], T, BODY);

function ask(change: Partial<SignatureQuestion> = {}) {
  return explain({ signature: SIGNATURE, body: BODY, secret: SECRET, standard: {}, at: NOW, ...change });
}

function signedWith(key: string | Buffer, text = `${T}.${BODY}`): string {
  return `t=${T},v1=${createHmac("sha256", key).update(text).digest("hex")}`;
}

/** The same record with its keys the other way round. */
function reversed(value: object): object {
  return Object.fromEntries(Object.entries(value).toReversed());
}

it("says valid for what the server sends, in every form of header and secret", () => {
  expect(ask()).toMatchObject({ valid: true, reason: "valid", age_seconds: 0, signed_at: NOW.toISOString() });
  expect(ask({ signature: ` X-Alga-Signature: ${SIGNATURE}` }).valid).toBe(true);
  expect(ask({ secret: toStandardSecret(SECRET) }).valid).toBe(true);
  expect(ask({ signature: `${SIGNATURE},v1=${"0".repeat(64)}` }).valid).toBe(true);
  const message = { id: "evt-1", timestamp: T, body: BODY };
  const signature = formatStandardSignature([importSigningSecret(SECRET)], message);
  expect(ask({ signature, standard: { id: "evt-1", timestamp: String(T) } }).valid).toBe(true);
});

it("tells a clock that is off, either way, by how much", () => {
  expect(ask({ at: new Date(NOW.getTime() + 301_000) })).toMatchObject({ reason: "clock_skew", age_seconds: 301 });
  expect(ask({ at: new Date(NOW.getTime() - 301_000) })).toMatchObject({ reason: "clock_skew", age_seconds: -301 });
  expect(ask({ at: new Date(NOW.getTime() + 300_000) }).valid).toBe(true);
});

describe("a body that was changed on the way", () => {
  const event = JSON.parse(BODY) as { readonly data: object };
  it.each([
    ["a line break was added", `${BODY}\n`],
    ["other white space", JSON.stringify(event, null, 2)],
    ["byte order mark", `\ufeff${BODY}`],
    ["keys in another order", JSON.stringify(reversed({ ...event, data: reversed(event.data) }), null, 1)],
    ["other white space or escapes", BODY.replaceAll("ë", "\\u00eb")],
  ])("%s", (said, body) => {
    expect(ask({ body })).toMatchObject({
      valid: false,
      reason: "body_changed",
      message: expect.stringContaining(said),
    });
  });
});

describe("a secret that is nearly right", () => {
  it.each([
    ["quotes or white space", signedWith(SECRET), `"${SECRET}"`],
    ["line break at the secret's end", signedWith(`${SECRET}\n`), SECRET],
    ["decoded from base64", signedWith(Buffer.from(SECRET, "base64url")), SECRET],
    ["whsec_ form was used as the key", signedWith(toStandardSecret(SECRET)), SECRET],
  ])("%s", (said, signature, secret) => {
    expect(ask({ signature, secret })).toMatchObject({ reason: "secret_form", message: expect.stringContaining(said) });
  });
});

describe("a signature that was made another way", () => {
  it.each([
    ["over the body alone", signedWith(SECRET, BODY)],
    ["without the dot", signedWith(SECRET, `${T}${BODY}`)],
    ["milliseconds", signedWith(SECRET, `${T}000.${BODY}`)],
  ])("%s", (said, signature) => {
    expect(ask({ signature })).toMatchObject({ reason: "other_recipe", message: expect.stringContaining(said) });
  });
});

describe("a header that is malformed", () => {
  it.each([
    ["the signature is empty", "  "],
    ["there is no t=", `v1=${"0".repeat(64)}`],
    ["there is no v1=", "t=1767225600"],
    ["it has 3 characters", "t=1767225600,v1=abc"],
    ["upper-case", `t=1767225600,v1=${"A".repeat(64)}`],
    ["milliseconds", `t=1767225600000,v1=${"0".repeat(64)}`],
    ["is a second, other t", `t=1,t=2,v1=${"0".repeat(64)}`],
    ["--id", "v1,abcd"],
  ])("%s", (said, signature) => {
    expect(ask({ signature })).toMatchObject({ reason: "malformed_header", message: expect.stringContaining(said) });
  });
});

it("says wrong secret when nothing fits", () => {
  expect(ask({ secret: "another" })).toMatchObject({ valid: false, reason: "wrong_secret" });
});
