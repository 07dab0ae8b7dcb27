// The kit against signers and verifiers that others wrote, both ways: what they sign is accepted by verify(), and what
// our sender signs is accepted by them. Stripe's client speaks the `t=,v1=` form; svix and standardwebhooks the other.
import { formatSignature, formatStandardSignature, importSigningSecret, toStandardSecret } from "@ticketwire/contract";
import { SAMPLE_EVENTS } from "@ticketwire/contract/vectors/sample-events";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import { verify } from "./verify.ts";

const SECRET = "dGhpcy1pcy1hLXRlc3Qtc2VjcmV0LW9mLTMyLWJ5dGU";
const STANDARD_SECRET = toStandardSecret(SECRET);
const stripe = new Stripe("sk_test_unused").webhooks;
const bodies = SAMPLE_EVENTS.map((event) => ({
  type: event.event_type,
  id: event.event_id,
  body: JSON.stringify(event),
}));
// These libraries read the real clock, so the signatures are made at the real time, once.
const now = Math.floor(Date.now() / 1000);
const keys = [importSigningSecret(SECRET)];

describe.each(bodies)("stripe's client and $type", ({ body }) => {
  it.each([SECRET, "whsec_stripe_uses_this_text_as_it_is"])("signs what verify accepts, secret %s", async (secret) => {
    const header = stripe.generateTestHeaderString({ payload: body, secret, timestamp: now });
    const result = await verify(body, { "X-Alga-Signature": header }, { secrets: secret });
    expect(result).toMatchObject({ kind: "event", event: JSON.parse(body) });
  });

  it("accepts what our sender signs, also in the middle of a rotation", () => {
    const old = importSigningSecret("another secret");
    for (const signers of [keys, [old, ...keys, old], [...keys, old, ...keys]]) {
      const header = formatSignature(signers, now, body);
      expect(stripe.constructEvent(body, header, SECRET, 300)).toEqual(JSON.parse(body));
    }
  });

  it("agrees with verify on what to refuse", async () => {
    const header = stripe.generateTestHeaderString({ payload: body, secret: SECRET, timestamp: now - 301 });
    expect(() => stripe.constructEvent(body, header, SECRET, 300)).toThrow(/timestamp/i);
    const late = await verify(body, { "X-Alga-Signature": header }, { secrets: SECRET });
    expect(late).toMatchObject({ code: "timestamp_too_old" });
    const changed = formatSignature(keys, now, `${body} `);
    expect(() => stripe.constructEvent(body, changed, SECRET, 300)).toThrow(/signature/i);
    const result = await verify(body, { "X-Alga-Signature": changed }, { secrets: SECRET });
    expect(result).toMatchObject({ code: "signature_mismatch" });
  });
});

describe.each([
  ["standardwebhooks", (secret: string) => new StandardWebhook(secret)],
  ["svix", (secret: string) => new SvixWebhook(secret)],
] as const)("%s", (_, open) => {
  const theirs = open(STANDARD_SECRET);
  const headersOf = (id: string, signature: string) => ({
    "webhook-id": id,
    "webhook-timestamp": String(now),
    "webhook-signature": signature,
  });

  it.each(bodies)("signs what verify accepts: $type", async ({ id, body }) => {
    const headers = headersOf(id, theirs.sign(id, new Date(now * 1000), body));
    for (const secrets of [SECRET, STANDARD_SECRET]) {
      expect(await verify(body, headers, { secrets })).toMatchObject({ kind: "event", event: JSON.parse(body) });
    }
  });

  it.each(bodies)("accepts what our sender signs: $type", ({ id, body }) => {
    const old = importSigningSecret("another secret");
    const signature = formatStandardSignature([old, ...keys, old], { id, timestamp: now, body });
    // svix answers by throwing or not; standardwebhooks returns the parsed body as well.
    expect([undefined, JSON.parse(body)]).toContainEqual(theirs.verify(body, headersOf(id, signature)));
  });

  it("agrees with verify on a changed body and a wrong secret", async () => {
    const { id, body } = bodies[0] ?? { id: "", body: "" };
    const headers = headersOf(id, theirs.sign(id, new Date(now * 1000), body));
    expect(() => theirs.verify(`${body} `, headers)).toThrow();
    expect(await verify(`${body} `, headers, { secrets: SECRET })).toMatchObject({ code: "signature_mismatch" });
    expect(() => open(toStandardSecret("wrong")).verify(body, headers)).toThrow();
    expect(await verify(body, headers, { secrets: "wrong" })).toMatchObject({ code: "signature_mismatch" });
  });
});
