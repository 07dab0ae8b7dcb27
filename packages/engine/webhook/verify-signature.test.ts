import { createHmac } from "node:crypto";
import { formatSignature, importSigningSecret, signV1, toStandardSecret } from "@ticketwire/contract";
import { describe, expect, it } from "vitest";
import { verifySignature, type VerifyQuestion } from "./verify-signature.ts";

const secret = "W4k1x7m0Tz8Jv9QbLr2sYc5dHe3fGg6iUo4pAa1nBb0";
const [current, previous, other] = [
  importSigningSecret(secret),
  importSigningSecret("old"),
  importSigningSecret("other"),
];
const receivedAt = new Date("2026-05-01T12:00:00.400Z");
const t = Math.floor(receivedAt.getTime() / 1000);
const body = '{"event_id":"e","event_type":"ticket.created","data":{"title":"caf\u00e9","n":1}}';
const base: VerifyQuestion = {
  signature: formatSignature([current], t, body),
  body,
  current,
  previous: null,
  previousExpiresAt: null,
  sentBody: null,
  receivedAt,
};

function verify(change: Partial<VerifyQuestion>): ReturnType<typeof verifySignature> {
  return verifySignature({ ...base, ...change });
}

describe("verifying a signature", () => {
  it("finds a right one valid, whichever of several v1 it is", () => {
    expect(verify({})).toEqual({
      valid: true,
      reason: "valid",
      message: expect.stringContaining("Valid") as string,
      signed_at: "2026-05-01T12:00:00.000Z",
      age_seconds: 0,
      secret: "current",
    });
    expect(verify({ signature: formatSignature([other, current, other], t, body) }).reason).toBe("valid");
  });

  it("tells by how many seconds the clock is off, either way", () => {
    const at = (seconds: number): Partial<VerifyQuestion> => ({
      signature: formatSignature([current], t - seconds, body),
    });
    expect(verify(at(300))).toMatchObject({ valid: true, age_seconds: 300 });
    expect(verify(at(301))).toMatchObject({ valid: false, reason: "clock_skew", age_seconds: 301 });
    expect(verify(at(-4000))).toMatchObject({ valid: false, reason: "clock_skew", age_seconds: -4000 });
    expect(verify(at(-4000)).message).toContain("4000 seconds ahead");
  });

  it("knows the previous secret, in its overlap and after it", () => {
    const signature = formatSignature([previous], t, body);
    const inside = { signature, previous, previousExpiresAt: new Date(receivedAt.getTime() + 1) };
    expect(verify(inside)).toMatchObject({ valid: true, reason: "previous_secret", secret: "previous" });
    const after = verify({ ...inside, previousExpiresAt: receivedAt });
    expect(after).toMatchObject({ valid: false, reason: "previous_secret", secret: "previous" });
    expect(after.message).toContain("overlap has ended");
  });

  it.each([
    ["white space was added between", JSON.stringify(JSON.parse(body), null, 2)],
    ["white space was added at its ends", `${body}\n`],
    ["order of its keys", '{"event_type":"ticket.created","event_id":"e","data":{"n":1,"title":"caf\u00e9"}}'],
    ["characters were escaped", body.replace("\u00e9", "\\u00e9")],
    ["numbers written in another way", body.replace(":1}", ":1.0}")],
    ["value of data.title is another", body.replace("caf\u00e9", "cafe")],
    ["value of data.n is another", body.replace(',"n":1', "")],
    ["no JSON any more", body.slice(0, -1)],
  ])("says of a changed body: %s", (sentence, changed) => {
    const result = verify({ body: changed, sentBody: body });
    expect(result).toMatchObject({ valid: false, reason: "body_changed", secret: "current" });
    expect(result.message).toContain(sentence);
  });

  it("finds white space even when the delivery is not known any more", () => {
    expect(verify({ body: JSON.stringify(JSON.parse(body), null, 2) }).reason).toBe("body_changed");
  });

  it("tells a wrong secret from a body that nobody knows", () => {
    const signature = formatSignature([other], t, body);
    expect(verify({ signature, sentBody: body })).toMatchObject({ reason: "wrong_secret", secret: null });
    expect(verify({ signature, sentBody: body }).message).toContain("exactly as it was sent");
    expect(verify({ signature, body: "something else" }).message).toContain("beyond recognition");
  });

  it.each([
    ["over the body alone", createHmac("sha256", secret).update(body).digest("hex")],
    [
      "decoded from base64",
      createHmac("sha256", Buffer.from(secret, "base64url")).update(`${t}.${body}`).digest("hex"),
    ],
    ["whsec_ form", createHmac("sha256", toStandardSecret(secret)).update(`${t}.${body}`).digest("hex")],
    ["milliseconds", signV1(current, t * 1000, body)],
    ["without the dot", createHmac("sha256", secret).update(`${t}${body}`).digest("hex")],
  ])("recognises the usual mistakes of computing it: %s", (sentence, mac) => {
    const result = verify({ signature: `t=${t},v1=${mac}` });
    expect(result).toMatchObject({ valid: false, reason: "other_recipe" });
    expect(result.message).toContain(sentence);
  });

  it.each([
    ["", "neither t= nor v1="],
    ["t=1", "has no v1"],
    [`v1=${"a".repeat(64)}`, "has no t="],
    [`t=soon,v1=${"a".repeat(64)}`, 'part 1 ("t=soon") must be t='],
    [`t=1767225600000,v1=${"a".repeat(64)}`, "is in milliseconds"],
    [`t=999999999999,v1=${"a".repeat(64)}`, "beyond the year 9999"],
    [`t=1,t=2,v1=${"a".repeat(64)}`, "second t"],
    [`t=1,v1=${"a".repeat(63)}`, "part 2"],
    [`t=1,v1=${"A".repeat(64)}`, "upper-case"],
    [`t=1, v1=${"a".repeat(64)}`, "white space"],
    [`sha256=${"a".repeat(64)}`, "neither"],
    [`t=1,v1=${"a".repeat(64)},v2=x`, "part 3"],
    [`X-Alga-Signature: t=1,v1=${"a".repeat(64)}`, "begins with the header's name"],
    [`v1,${"a".repeat(43)}=`, "that of webhook-signature"],
  ])("says where a header is malformed: %j", (signature, sentence) => {
    const result = verify({ signature });
    expect(result).toMatchObject({ valid: false, reason: "malformed_header", age_seconds: null });
    expect(result.message).toContain(sentence);
  });
});
