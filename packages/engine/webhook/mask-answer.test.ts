// Whatever a receiver prints of its request, no secret of the webhook is kept with its answer.
import { importSigningSecret, toStandardSecret } from "@ticketwire/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskAnswer } from "./mask-answer.ts";

const CURRENT = "c2lnbmluZy1zZWNyZXQtb2Ytbm93LTAwMDAwMDAwMDA";
const PREVIOUS = "c2lnbmluZy1zZWNyZXQtb2YtYmVmb3JlLTExMTExMTE";

const secrets = {
  current: importSigningSecret(CURRENT),
  previous: importSigningSecret(PREVIOUS),
  previousExpiresAt: null,
  rotatedAt: null,
};

function bodyOf(customHeaders: Readonly<Record<string, string>>, body: string, truncated = false): string {
  return maskAnswer({ customHeaders, secrets }, { headers: {}, body, truncated }).body;
}

describe("an answer", () => {
  it("without a secret is kept as it is", () => {
    const body = '{"ok":true,"id":42}';
    expect(bodyOf({ "X-Token": "sesame" }, body)).toBe(body);
    expect(bodyOf({}, body, true)).toBe(body);
  });

  it.each([
    ["as it is", 'to/ken+"7" ok'],
    ["within JSON", JSON.stringify('to/ken+"7" ok')],
    ["within JSON of PHP", String.raw`to\/ken+\"7\" ok`],
    ["within a URL", encodeURIComponent('to/ken+"7" ok')],
  ])("that holds a header's value %s holds it no more", (_how, printed) => {
    const body = bodyOf({ "X-Token": 'to/ken+"7" ok' }, `<pre>${printed}</pre>`);
    expect(body).toMatch(/^<pre>"?\*\*\*"?<\/pre>$/);
  });

  it("does not hold the token alone either", () => {
    expect(bodyOf({ Authorization: "Bearer abcdefgh12345678" }, "bad token abcdefgh12345678")).toBe("bad token ***");
  });

  it("does not hold a signing secret in either form, the one before included", () => {
    for (const secret of [CURRENT, PREVIOUS])
      expect(bodyOf({}, `${secret} ${toStandardSecret(secret)}`)).toBe("*** whsec_***");
  });

  it("does not end in the beginning of a secret where it was cut", () => {
    expect(bodyOf({ "X-Token": "sesame-open" }, "you sent sesame-o", true)).toBe("you sent ***");
    expect(bodyOf({ "X-Token": "sesame-open" }, "you sent sesame-o", false)).toBe("you sent sesame-o");
  });

  it("keeps words that are too short to be secrets", () => {
    expect(bodyOf({ "X-Env": "on" }, "ok, on it")).toBe("ok, on it");
  });

  it("holds no value, whatever surrounds it and however many there are", () => {
    const value = fc.string({ unit: fc.constantFrom(..."abcdefgh01234567"), minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.string(), (values, between) => {
        const customHeaders = Object.fromEntries(values.map((text, at) => [`X-${at}`, text]));
        const body = bodyOf(customHeaders, values.join(between));
        for (const text of values) expect(body).not.toContain(text);
      }),
    );
  });
});

it("headers of an answer are masked like its body", () => {
  const answer = { headers: { "x-echo": "sesame!", date: "today" }, body: "", truncated: false };
  const { headers } = maskAnswer({ customHeaders: { "X-Token": "sesame!" }, secrets }, answer);
  expect(JSON.parse(headers)).toEqual({ "x-echo": "***", date: "today" });
});
