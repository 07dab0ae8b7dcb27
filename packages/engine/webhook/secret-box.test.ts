import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EngineError } from "../db/errors.ts";
import { openSecretBox, placeOfSecret } from "./secret-box.ts";

const key = randomBytes(32);
const box = openSecretBox(key);

describe("a secret box", () => {
  it("gives back what was sealed, any Unicode included", () => {
    const text = "geheim \u{1F511} \u0000 ё";
    expect(box.open(box.seal(text, "here"), "here")).toBe(text);
    expect(box.open(box.seal("", "here"), "here")).toBe("");
  });

  it("never seals twice to the same bytes, and shows nothing of the text", () => {
    const [one, two] = [box.seal("the secret", "here"), box.seal("the secret", "here")];
    expect(one.equals(two)).toBe(false);
    expect(one.includes("the secret")).toBe(false);
  });

  it("does not open in another place, with another key, or after any byte changed", () => {
    const sealed = box.seal("the secret", "tenant|webhook|signing_secret");
    expect(() => box.open(sealed, "tenant|webhook|previous_secret")).toThrow(EngineError);
    expect(() => openSecretBox(randomBytes(32)).open(sealed, "tenant|webhook|signing_secret")).toThrow(
      /no key at hand/,
    );
    for (let index = 0; index < sealed.length; index++) {
      const broken = Buffer.from(sealed);
      broken[index] = (broken[index] ?? 0) ^ 1;
      expect(() => box.open(broken, "tenant|webhook|signing_secret")).toThrow(EngineError);
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => box.open(sealed.subarray(0, length), "tenant|webhook|signing_secret")).toThrow(EngineError);
  });

  it("opens with an old and a new master key at once while an installation is re-keyed", () => {
    const sealed = box.seal("the secret", "here");
    const both = openSecretBox(randomBytes(32), [key]);
    expect(both.open(sealed, "here")).toBe("the secret");
    expect(both.isCurrent(sealed)).toBe(false);
    expect(both.isCurrent(both.seal("the secret", "here"))).toBe(true);
    expect(openSecretBox(randomBytes(32)).isCurrent(sealed)).toBe(false);
  });

  it("refuses a master key of another length", () => {
    expect(() => openSecretBox(randomBytes(31))).toThrow("A master key is 32 bytes; got 31.");
  });

  it("names a place by tenant, webhook and column", () => {
    expect(placeOfSecret({ tenantId: "t", webhookId: "w" }, "custom_headers")).toBe("t|w|custom_headers");
  });
});
