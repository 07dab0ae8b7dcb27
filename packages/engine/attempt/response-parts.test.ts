import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ResponseBody, toStorableText } from "./response-body.ts";
import { keepResponseHeaders, MASKED_VALUE } from "./response-headers.ts";

describe("the text that is kept of a body", () => {
  test("is stored by PostgreSQL whatever the bytes, and never longer than asked for", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 100 }), (bytes, maxBytes) => {
        const text = toStorableText(Buffer.from(bytes), maxBytes);
        expect(text).not.toContain("\0");
        expect(text.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
      }),
      { numRuns: 500 },
    );
  });

  test("is the body itself when that is short enough text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), (text) => {
        fc.pre(!text.includes("\0"));
        expect(toStorableText(Buffer.from(text), 10_000)).toBe(text);
      }),
    );
  });

  test("is a beginning of the body that ends between two characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), fc.nat({ max: 100 }), (text, maxBytes) => {
        fc.pre(!text.includes("\0"));
        expect(text.startsWith(toStorableText(Buffer.from(text), maxBytes))).toBe(true);
      }),
    );
  });

  test("does not depend on how the bytes arrive", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 8 }), (chunks) => {
        const body = new ResponseBody();
        for (const chunk of chunks) body.add(Buffer.from(chunk));
        const whole = Buffer.concat(chunks);
        expect(body.toText()).toBe(toStorableText(whole, 8192));
        expect(body.isTruncated).toBe(whole.length > 8192);
        expect(body.isOverCap).toBe(whole.length > 65_536);
      }),
    );
  });
});

describe("the headers that are kept", () => {
  test("are the headers of an ordinary answer", () => {
    expect(keepResponseHeaders({ "content-type": "text/plain", vary: ["a", "b"], "x-empty": "" })).toEqual({
      "content-type": "text/plain",
      vary: "a, b",
      "x-empty": "",
    });
  });

  test.each([
    "set-cookie",
    "cookie",
    "authorization",
    "proxy-authorization",
    "authentication-info",
    "x-api-key",
    "x-auth-token",
    "x-csrf-token",
    "x-amz-security-token",
    "client-secret",
    "x-session-id",
  ])("do not tell the value of %s", (name) => {
    expect(keepResponseHeaders({ [name]: "sesame" })).toEqual({ [name]: MASKED_VALUE });
    expect(keepResponseHeaders({ [name]: ["sesame", "open"] })).toEqual({ [name]: MASKED_VALUE });
  });

  test("are bounded, and a flood does not push out what the verdict reads", () => {
    const flood = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x-${i}`, "y".repeat(5000)]));
    const kept = keepResponseHeaders({ ...flood, "retry-after": "120", location: "/elsewhere" });
    expect(kept).toMatchObject({ "retry-after": "120", location: "/elsewhere" });
    expect(JSON.stringify(kept).length).toBeLessThan(10_000);
  });

  test("do not touch prototypes", () => {
    const hostile = JSON.parse('{"__proto__":"polluted","constructor":"c","tostring":"t"}') as Record<string, string>;
    const kept = keepResponseHeaders(hostile);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(Object.entries(kept)).toEqual([["tostring", "t"]]);
  });
});
