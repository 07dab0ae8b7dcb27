// Properties of verify(): whatever the sender signs is accepted, and no single mutation of it is.
// Two directions are proven: the contract's signer (node:crypto) against the kit (WebCrypto), and the kit's refusal.
import { formatSignature, formatStandardSignature, importSigningSecret, toStandardSecret } from "@ticketwire/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_SIGNATURE_HEADER, parseAlgaSignature, parseStandardSignature } from "../lib/signature-header.ts";
import { verify } from "./verify.ts";

const secretText = fc.base64String({ minLength: 4, maxLength: 64 }).filter((text) => text.trim() === text);
const time = fc.integer({ min: 1_000_000_000, max: 4_000_000_000 });
const eventBody = fc
  .record({
    event_id: fc.uuid(),
    event_type: fc.constantFrom("ticket.created", "ticket.closed", "ticket.comment.added"),
    occurred_at: fc.constant("2026-03-01T09:15:27.482Z"),
    tenant_id: fc.uuid(),
    data: fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue(), { maxKeys: 5 }),
  })
  .map((event) => JSON.stringify(event));

const sentence = fc.record({
  body: eventBody,
  time,
  secret: secretText,
  others: fc.array(secretText, { maxLength: 3 }),
});

const kindAndCode = (result: Awaited<ReturnType<typeof verify>>): string =>
  result.kind === "event" ? "event" : result.code;

describe("what the sender signs", () => {
  it("is accepted, with any other secrets in use on either side, anywhere in the list", async () => {
    await fc.assert(
      fc.asyncProperty(sentence, fc.nat(), async ({ body, time: at, secret, others }, seed) => {
        const place = seed % (others.length + 1);
        const signers = others.toSpliced(place, 0, secret).map(importSigningSecret);
        const headers = { "X-Alga-Signature": formatSignature(signers, at, body) };
        const secrets = [...others.map((other) => `${other}!`), secret];
        expect(kindAndCode(await verify(body, headers, { secrets, now: at * 1000 }))).toBe("event");
      }),
      { numRuns: 150 },
    );
  });

  it("is accepted by its Standard Webhooks headers, with either spelling of the secret", async () => {
    await fc.assert(
      fc.asyncProperty(sentence, async ({ body, time: at, secret }) => {
        const id = JSON.parse(body).event_id as string;
        const signature = formatStandardSignature([importSigningSecret(secret)], { id, timestamp: at, body });
        const headers = { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signature };
        for (const secrets of [secret, toStandardSecret(secret)]) {
          expect(kindAndCode(await verify(body, headers, { secrets, now: at * 1000 }))).toBe("event");
        }
      }),
      { numRuns: 80 },
    );
  });

  it("is refused outside the tolerance and accepted inside, both ways", async () => {
    await fc.assert(
      fc.asyncProperty(sentence, fc.integer({ min: -900, max: 900 }), async ({ body, time: at, secret }, skew) => {
        const headers = { "X-Alga-Signature": formatSignature([importSigningSecret(secret)], at, body) };
        const expected = Math.abs(skew) <= 300 ? "event" : skew > 0 ? "timestamp_too_old" : "timestamp_in_future";
        expect(kindAndCode(await verify(body, headers, { secrets: secret, now: (at + skew) * 1000 }))).toBe(expected);
      }),
      { numRuns: 120 },
    );
  });
});

describe("a mutation", () => {
  const at = 1_772_356_527;
  const secret = "0123456789abcdef0123456789abcdef";
  const body =
    '{"event_id":"e","event_type":"ticket.closed","occurred_at":"2026-03-01T09:15:27.482Z","tenant_id":"t","data":{}}';
  const header = formatSignature([importSigningSecret(secret)], at, body);
  const accepts = async (text: string | Uint8Array, signature: string): Promise<boolean> =>
    (await verify(text, { "X-Alga-Signature": signature }, { secrets: secret, now: at * 1000 })).kind === "event";

  it("of any single bit of the body is refused", async () => {
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      const bytes = Buffer.from(body);
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(await accepts(bytes, header)).toBe(false);
    }
  });

  it("of any single character of the signature header is refused", async () => {
    for (let index = 0; index < header.length; index += 1) {
      for (const other of ["0", "f", "F", "x", "=", ",", ".", "\u{ff11}"]) {
        if (header[index] === other) continue;
        expect(await accepts(body, header.slice(0, index) + other + header.slice(index + 1))).toBe(false);
      }
    }
  });

  it("that cuts body or header anywhere is refused", async () => {
    for (let length = 0; length < body.length; length += 1)
      expect(await accepts(body.slice(0, length), header)).toBe(false);
    for (let length = 0; length < header.length; length += 1)
      expect(await accepts(body, header.slice(0, length))).toBe(false);
  });

  it("of one character of the secret is refused", async () => {
    for (let index = 0; index < secret.length; index += 1) {
      const other = `${secret.slice(0, index)}_${secret.slice(index + 1)}`;
      const result = await verify(body, { "X-Alga-Signature": header }, { secrets: other, now: at * 1000 });
      expect(kindAndCode(result)).toBe("signature_mismatch");
    }
  });

  it("that swaps the border between timestamp and body is refused", async () => {
    expect(await accepts(`7.${body}`, header.replace(String(at), String(at).slice(0, -1)))).toBe(false);
    expect(await accepts(`${body}`.slice(1), header.replace(String(at), `${at}{`))).toBe(false);
  });
});

describe("header parsing", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc
      .array(fc.constantFrom("t", "v1", "=", ",", " ", "17", "\0", "a".repeat(64), "0".repeat(5000), "__proto__"), {
        maxLength: 40,
      })
      .map((parts) => parts.join("")),
  );

  it("survives anything, and claims only 32-byte MACs and a plain timestamp", () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        for (const claim of [
          parseAlgaSignature(first),
          parseStandardSignature("17", first),
          parseStandardSignature(first, second),
        ]) {
          if (claim === null) continue;
          expect(claim.timestamp).toMatch(/^\d{1,15}$/);
          expect(claim.macs.every((mac) => mac.length === 32)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("accepts the longest header allowed and refuses one more character", () => {
    const right = `t=17,v1=${"a".repeat(64)},`;
    expect(parseAlgaSignature(right.padEnd(MAX_SIGNATURE_HEADER, "x"))).not.toBeNull();
    expect(parseAlgaSignature(right.padEnd(MAX_SIGNATURE_HEADER + 1, "x"))).toBeNull();
  });
});
