// The committed vector files are what make.ts would write, and node:crypto, asked afresh, agrees with every one.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "../events.ts";
import { ALGA_VECTORS, STANDARD_VECTORS } from "./cases.ts";
import { VECTOR_FILES } from "./make.ts";
import { SAMPLE_EVENTS } from "./sample-events.ts";

describe("test vectors", () => {
  it.each(Object.keys(VECTOR_FILES))("are committed as they are made: %s", (name) => {
    const committed: unknown = JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
    // Compared here, since a difference of two 200 kB files tells nobody anything.
    expect(isDeepStrictEqual(committed, VECTOR_FILES[name]), "run make.ts and commit what it writes").toBe(true);
  });

  it("have names that can be told apart", () => {
    const names = [...ALGA_VECTORS, ...STANDARD_VECTORS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("hold an event of every type", () => {
    expect(SAMPLE_EVENTS.map((event) => event.event_type)).toEqual([...EVENT_TYPES, "webhook.test"]);
  });

  it.each(ALGA_VECTORS.filter(({ expect: expected }) => expected === "valid"))("is really signed: $name", (vector) => {
    const header = vector.headers["X-Alga-Signature"] ?? "";
    const time = /t\s*=\s*(\d+)/.exec(header)?.[1] ?? "";
    const body = Buffer.from(vector.body_base64, "base64");
    const macs = vector.secrets.map((secret) =>
      createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex"),
    );
    expect(macs.some((mac) => header.includes(mac))).toBe(true);
  });
});
