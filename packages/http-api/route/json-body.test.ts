// Whatever JSON can say and we can keep is read as it is; nothing that would change on the way is let through.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJsonBody } from "./json-body.ts";

const read = (text: string): unknown => readJsonBody(Buffer.from(text));

/** Any value of JSON without what is refused: `__proto__`, U+0000, lone surrogates, endless depth. */
const name = fc.string({ unit: "grapheme" }).filter((text) => text !== "__proto__" && !text.includes("\0"));
const { tree: anyJson } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      name,
    ),
    fc.array(tie("tree"), { maxLength: 5 }),
    fc.dictionary(name, tie("tree"), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe("a body", () => {
  it("comes out as it went in, however it is spaced and escaped", () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom(0, 2), fc.boolean(), (value, indent, escapes) => {
        const plain = JSON.stringify(value, null, indent);
        const text = escapes
          ? plain.replaceAll(/[^ -~\s]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
          : plain;
        expect(read(text)).toEqual(JSON.parse(plain));
      }),
      { numRuns: 500 },
    );
  });

  it("is refused when a name stands twice in one object, wherever", () => {
    fc.assert(
      fc.property(name, anyJson, anyJson, (twice, first, second) => {
        const key = JSON.stringify(twice);
        const object = `{${key}:${JSON.stringify(first)}, "between": 1 ,${key} : ${JSON.stringify(second)}}`;
        expect(() => read(`[1,{"in":${object}}]`)).toThrow(/is given twice/);
      }),
      { numRuns: 200 },
    );
  });

  it("may have the same name in different objects", () => {
    expect(read('{"a":{"a":1},"b":[{"a":1},{"a":2}],"c":"a"}')).toEqual({
      a: { a: 1 },
      b: [{ a: 1 }, { a: 2 }],
      c: "a",
    });
  });

  it("may hold quotes, backslashes and braces in its texts", () => {
    const tricky = { 'a"b': "\\", "c\\": '\\"', "{": "}],[", d: '\\\\"{' };
    expect(read(JSON.stringify(tricky))).toEqual(tricky);
  });

  it("may begin with a byte order mark, and be nothing at all", () => {
    expect(read("\uFEFF{}")).toEqual({});
    expect(read("")).toBeUndefined();
    expect(readJsonBody(undefined)).toBeUndefined();
  });

  it.each([
    ["1.0", 1],
    ["-0", -0],
    ["10000000000000000", 1e16],
    ["1E+2", 100],
    ["0.1000000000000000055511151231257827", null],
    ["12345678901234567", null],
    ["1e-400", null],
    ["-1e309", null],
  ])("keeps the number %s exactly or refuses it", (text, value) => {
    if (value === null) expect(() => read(`[${text}]`)).toThrow(/can not be kept exactly/);
    else expect(read(`[${text}]`)).toEqual([value]);
  });
});
