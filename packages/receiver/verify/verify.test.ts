// verify() against the contract's vectors, hostile headers, and wrong use.
import { ALGA_VECTORS, STANDARD_VECTORS, type Vector } from "@ticketwire/contract/vectors/cases";
import { describe, expect, it } from "vitest";
import { DELIVERY_HEADERS, formatSignature, importSigningSecret } from "@ticketwire/contract";
import type { HeadersInput } from "../lib/delivery-headers.ts";
import { verify } from "./verify.ts";

const NOW = 1_772_356_527;
const SECRET = "dGhpcy1pcy1hLXRlc3Qtc2VjcmV0LW9mLTMyLWJ5dGU";
const BODY = JSON.stringify({
  event_id: "e-1",
  event_type: "ticket.assigned",
  occurred_at: "2026-03-01T09:15:27.482Z",
  tenant_id: "t-1",
  data: { ticket_id: "x" },
});
const SIGNATURE = formatSignature([importSigningSecret(SECRET)], NOW, BODY);

const check = (headers: HeadersInput, body: string | Uint8Array | ArrayBuffer = BODY) =>
  verify(body, headers, { secrets: SECRET, now: NOW * 1000 });

async function codeOf(headers: HeadersInput, body = BODY): Promise<string> {
  const result = await check(headers, body);
  return result.kind === "refused" ? result.code : "event";
}

function expectedCode(vector: Vector): RegExp {
  if (vector.expect !== "valid") return new RegExp(`^${vector.expect}$`);
  return vector.body_is_event ? /^event$/ : /^body_/;
}

describe("verify", () => {
  it.each([...ALGA_VECTORS, ...STANDARD_VECTORS])("agrees with the vector: $name", async (vector) => {
    const result = await verify(Buffer.from(vector.body_base64, "base64"), vector.headers, {
      secrets: vector.secrets,
      toleranceSeconds: vector.tolerance_seconds,
      now: vector.now * 1000,
    });
    expect(result.kind === "refused" ? result.code : "event").toMatch(expectedCode(vector));
    if (result.kind === "event") {
      expect(result.event).toEqual(JSON.parse(Buffer.from(vector.body_base64, "base64").toString("utf8")));
    }
  });

  it.each<[string, HeadersInput]>([
    ["a Headers object", new Headers({ "X-Alga-Signature": SIGNATURE })],
    ["a plain object in any case", { "x-ALGA-signature": SIGNATURE }],
    ["a plain object with a list", { "x-alga-signature": [SIGNATURE] }],
    ["a Map", new Map([["X-Alga-Signature", SIGNATURE]])],
    ["a list of pairs", [["x-alga-signature", SIGNATURE]]],
    ["an object with no prototype", Object.assign(Object.create(null), { "x-alga-signature": SIGNATURE })],
    [
      "one line per signature",
      [
        ["x-alga-signature", `t=${NOW}`],
        ["x-alga-signature", SIGNATURE.split(",")[1] ?? ""],
      ],
    ],
  ])("reads headers from %s", async (_, headers) => {
    expect(await codeOf(headers)).toBe("event");
  });

  it.each<[string, string | Uint8Array | ArrayBuffer]>([
    ["a text", BODY],
    ["a Buffer", Buffer.from(BODY)],
    [
      "a view into a larger buffer",
      new Uint8Array(Buffer.concat([Buffer.from("before"), Buffer.from(BODY)])).subarray(6),
    ],
    ["an ArrayBuffer", new TextEncoder().encode(BODY).buffer],
  ])("takes the body as %s", async (_, body) => {
    expect((await check({ "x-alga-signature": SIGNATURE }, body)).kind).toBe("event");
  });

  it("reads what the headers say about the delivery", async () => {
    const id = "0193a5f0-0000-7000-8000-0000000000aa";
    const result = await check({
      [DELIVERY_HEADERS.signature]: SIGNATURE,
      [DELIVERY_HEADERS.eventId]: "e-1",
      [DELIVERY_HEADERS.webhookId]: id,
      [DELIVERY_HEADERS.deliveryId]: id,
      [DELIVERY_HEADERS.attempt]: "2",
      [DELIVERY_HEADERS.sequence]: "4711",
    });
    expect(result).toMatchObject({
      delivery: { source: "push", webhookId: id, deliveryId: id, attempt: 2, sequence: 4711 },
    });
  });

  it.each(["0", "-1", "1.5", "1e3", "99999999999999999999", "", "1, 1", "x"])(
    "takes the sequence %j for absent, since it is not a count",
    async (sequence) => {
      const result = await check({ "X-Alga-Signature": SIGNATURE, "X-Alga-Sequence": sequence });
      expect(result).toMatchObject({ kind: "event", delivery: { sequence: null } });
    },
  );

  it("refuses an event id in the headers that is not the signed one", async () => {
    expect(await codeOf({ "X-Alga-Signature": SIGNATURE, "X-Alga-Event-Id": "e-2" })).toBe("event_id_mismatch");
    expect(await codeOf({ "X-Alga-Signature": SIGNATURE, "webhook-id": "e-2" })).toBe("event_id_mismatch");
  });

  it("does not let a good Standard Webhooks signature excuse a bad X-Alga-Signature", async () => {
    const standard = STANDARD_VECTORS[0] as Vector;
    const headers = { ...standard.headers, "X-Alga-Signature": SIGNATURE };
    const options = { secrets: standard.secrets, now: standard.now * 1000 };
    expect(await verify(Buffer.from(standard.body_base64, "base64"), headers, options)).toMatchObject({
      kind: "refused",
      code: "signature_mismatch",
    });
  });

  it("says how far the clocks are apart", async () => {
    const result = await verify(BODY, { "x-alga-signature": SIGNATURE }, { secrets: SECRET, now: (NOW + 4000) * 1000 });
    expect(result).toMatchObject({ code: "timestamp_too_old", skewSeconds: 4000, status: 401 });
  });

  it.each([NOW, NOW * 1000, new Date(NOW * 1000), () => NOW, () => new Date(NOW * 1000)])(
    "takes %s for now",
    async (now) => {
      expect(await verify(BODY, { "x-alga-signature": SIGNATURE }, { secrets: SECRET, now })).toMatchObject({
        kind: "event",
      });
      const late = typeof now === "number" ? now + 301 * (now / NOW) : NOW + 301;
      const result = await verify(BODY, { "x-alga-signature": SIGNATURE }, { secrets: SECRET, now: late });
      expect(result).toMatchObject({ code: "timestamp_too_old", skewSeconds: 301 });
    },
  );

  it("checks a recorded request with an infinite tolerance", async () => {
    const options = { secrets: SECRET, toleranceSeconds: Number.POSITIVE_INFINITY };
    expect(await verify(BODY, { "x-alga-signature": SIGNATURE }, options)).toMatchObject({ kind: "event" });
  });

  it.each([
    ["64 kB of v1", `t=${NOW},${"v1=00,".repeat(11_000)}`],
    ["a right signature behind 64 kB", `${"x".repeat(65_536)},${SIGNATURE}`],
    ["64 kB of commas", ",".repeat(65_536)],
    ["64 kB of equals signs", "=".repeat(65_536)],
    ["64 kB of spaces", " ".repeat(65_536)],
    ["keys of Object.prototype", `__proto__=1,constructor=2,t=${NOW}`],
    ["NUL", `t=${NOW}\0,v1=0`],
  ])("refuses a hostile header: %s", async (_, signature) => {
    expect(await codeOf({ "x-alga-signature": signature })).toBe("signature_malformed");
    const standard = { "webhook-id": "e-1", "webhook-timestamp": String(NOW), "webhook-signature": signature };
    expect(await codeOf(standard)).toBe("signature_malformed");
  });

  it.each([
    ["null", "not_event"],
    ["[]", "not_event"],
    ['"text"', "not_event"],
    ["{}", "not_event"],
    ["{", "not_json"],
    [BODY.replace('"e-1"', '""'), "not_event"],
    [BODY.replace('"e-1"', `"${"e".repeat(201)}"`), "not_event"],
    [BODY.replace('"e-1"', "1"), "not_event"],
    [BODY.replace("2026-03", "2026-13"), "not_event"],
    [BODY.replace('{"ticket_id":"x"}', "[]"), "not_event"],
    ["[".repeat(50_000) + "]".repeat(50_000), "not_event"],
  ])("refuses a signed body that is no event: %.40s", async (body, code) => {
    const signature = formatSignature([importSigningSecret(SECRET)], NOW, body);
    expect(await codeOf({ "x-alga-signature": signature }, body)).toBe(`body_${code}`);
  });

  it("accepts an event type that a newer server may send", async () => {
    const body = BODY.replace("ticket.assigned", "ticket.merged");
    const signature = formatSignature([importSigningSecret(SECRET)], NOW, body);
    expect(await codeOf({ "x-alga-signature": signature }, body)).toBe("event");
  });
});

describe("verify, used wrongly, says so", () => {
  const good = { "x-alga-signature": SIGNATURE };
  const thrown = (body: unknown, headers: unknown, options: object) =>
    verify(body as string, headers as HeadersInput, options as { secrets: string });

  it.each([
    [JSON.parse(BODY), /a parsed Object: read it before a JSON parser does/],
    [undefined, /not undefined/],
    [42, /not a number/],
  ])("for a body that is not raw: %o", async (body, message) => {
    await expect(thrown(body, good, { secrets: SECRET })).rejects.toMatchObject({
      code: "body_not_raw",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    [undefined, /secrets\[0\] must be a signing secret, not undefined/],
    [[], /secrets is empty/],
    [[SECRET, ""], /secrets\[1\] must be a signing secret, not an empty text/],
    [`${SECRET}\n`, /begins or ends with white space/],
  ])("for secrets %j", async (secrets, message) => {
    await expect(thrown(BODY, good, { secrets })).rejects.toMatchObject({
      code: "bad_option",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    [{ toleranceSeconds: -1 }, /toleranceSeconds must be/],
    [{ toleranceSeconds: Number.NaN }, /toleranceSeconds must be/],
    [{ toleranceSeconds: "300" }, /toleranceSeconds must be/],
    [{ now: 5 }, /now must be a Date or a time/],
    [{ now: new Date("never") }, /now must be a Date or a time/],
  ])("for options %j", async (options, message) => {
    await expect(thrown(BODY, good, { secrets: SECRET, ...options })).rejects.toMatchObject({
      code: "bad_option",
      message: expect.stringMatching(message),
    });
  });

  it.each([null, undefined, "x-alga-signature: t=1"])("for headers %j", async (headers) => {
    await expect(thrown(BODY, headers, { secrets: SECRET })).rejects.toMatchObject({ code: "bad_option" });
  });
});
