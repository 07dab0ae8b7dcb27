// The judgement on addresses against a second formulation of the same rule: ranges by first and last address, held in
// node's BlockList, and text instead of numbers for what is inside an IPv6 address.
import fc from "fast-check";
import { BlockList } from "node:net";
import { describe, expect, test } from "vitest";
import { parseAddress } from "./address.ts";
import { createTargetPolicy, refuseAddress, type TargetPolicy } from "./policy.ts";
import { parseTarget } from "./target.ts";

const CLOSED: TargetPolicy = { allowHttp: true, allow: [] };

const CLOSED_RANGES_4: readonly (readonly [string, string])[] = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["168.63.129.16", "168.63.129.16"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
];
const closed4 = new BlockList();
for (const [first, last] of CLOSED_RANGES_4) closed4.addRange(first, last, "ipv4");

const closed6 = new BlockList();
closed6.addRange("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "ipv6");
closed6.addRange("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "ipv6");
closed6.addRange("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ipv6");
closed6.addRange("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "ipv6");

const toDotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
const hex4 = (value: number): string => value.toString(16).padStart(4, "0");
const spell6 = (groups: readonly number[]): string => groups.map(hex4).join(":");

function isGlobal4(dotted: string): boolean {
  return !closed4.check(dotted, "ipv4");
}

function isGlobal6(groups: readonly number[]): boolean {
  const text = spell6(groups);
  const last = toDotted((((groups[6] ?? 0) << 16) | (groups[7] ?? 0)) >>> 0);
  if (text.startsWith("0064:ff9b:0000:0000:0000:0000:")) return isGlobal4(last);
  const isUnicast = /^[23]/.test(text) && !closed6.check(text, "ipv6");
  return isUnicast && (!/:0[02]00:5efe:....:....$/.test(text) || isGlobal4(last));
}

// Random numbers hardly ever fall on an edge, so half of the addresses are taken beside one.
const edges = CLOSED_RANGES_4.flat().flatMap((text) => {
  const value = Number(parseAddress(text)?.value);
  return [value - 1, value, value + 1].filter((near) => near >= 0 && near <= 0xffff_ffff);
});
const anyIPv4 = fc.oneof(fc.nat({ max: 0xffff_ffff }), fc.constantFrom(...edges));

const group = fc.nat({ max: 0xffff });
const prefix6 = fc.constantFrom(
  [],
  [0x2001],
  [0x2001, 0],
  [0x2001, 0x1ff],
  [0x2001, 0x200],
  [0x2001, 0xdb8],
  [0x2002],
  [0x2606, 0x4700],
  [0x3ffe, 0xffff],
  [0x3fff],
  [0x3fff, 0x1000],
  [0x64, 0xff9b, 0, 0, 0, 0],
  [0x64, 0xff9b, 1],
  [0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0xffff],
  [0, 0, 0, 0, 0xffff, 0],
  [0xfc00],
  [0xfdff],
  [0xfe80],
  [0xfec0],
  [0xff02],
  [0x1fff, 0xffff],
  [0x4000],
  [0x2a00, 0x1450, 1, 2, 0, 0x5efe],
  [0x2a00, 0x1450, 1, 2, 0x200, 0x5efe],
);
const anyIPv6 = fc
  .tuple(prefix6, fc.array(group, { minLength: 8, maxLength: 8 }), anyIPv4)
  .chain(([prefix, rest, inside]) => {
    const filled = [...prefix, ...rest].slice(0, 8);
    const carrying = [...filled.slice(0, 6), inside >>> 16, inside & 0xffff];
    return fc.constantFrom(filled, carrying);
  });

describe("the judgement on an address", () => {
  test("agrees with ranges written out, for IPv4", () => {
    fc.assert(
      fc.property(anyIPv4, (value) => {
        expect(refuseAddress(toDotted(value), CLOSED) === null).toBe(isGlobal4(toDotted(value)));
      }),
      { numRuns: 3000 },
    );
  });

  test("agrees with ranges and patterns written out, for IPv6", () => {
    fc.assert(
      fc.property(anyIPv6, (groups) => {
        expect(refuseAddress(spell6(groups), CLOSED) === null).toBe(isGlobal6(groups));
      }),
      { numRuns: 3000 },
    );
  });

  test("is the same for every spelling of an IPv4 address in a URL", () => {
    fc.assert(
      fc.property(anyIPv4, fc.constantFrom(...SPELLINGS), (value, spell) => {
        const parsed = parseTarget(`https://${spell(value)}/`, CLOSED);
        expect(parsed.kind === "ok").toBe(isGlobal4(toDotted(value)));
      }),
      { numRuns: 3000 },
    );
  });

  test("is the same for every spelling of an IPv6 address", () => {
    fc.assert(
      fc.property(anyIPv6, (groups) => {
        const short = new URL(`https://[${spell6(groups)}]/`).hostname.slice(1, -1);
        expect(parseAddress(short)).toEqual(parseAddress(spell6(groups)));
      }),
    );
  });

  test("opens a block of the operator's exactly, whatever its length", () => {
    fc.assert(
      fc.property(anyIPv4, anyIPv4, fc.nat({ max: 32 }), (base, other, bits) => {
        const mask = bits === 0 ? 0 : (0xffff_ffff << (32 - bits)) >>> 0;
        const block = `${toDotted((base & mask) >>> 0)}/${bits}`;
        const parsed = createTargetPolicy({ allowHttp: true, allowTargets: [block] });
        if (parsed.kind === "invalid") throw new Error(parsed.message);
        const isOpen = (other & mask) >>> 0 === (base & mask) >>> 0;
        expect(refuseAddress(toDotted(other), parsed.policy) === null).toBe(isOpen || isGlobal4(toDotted(other)));
      }),
    );
  });

  test("refuses what is not an address", () => {
    for (const text of ["", "localhost", "fe80::1%eth0", "2606:4700::1%lo", "1.2.3", "0x7f.1", "01.2.3.4", "::g"]) {
      expect(refuseAddress(text, { allowHttp: true, allow: CLOSED.allow })).not.toBeNull();
    }
  });
});

const bytesOf = (value: number): number[] => toDotted(value).split(".").map(Number);
const SPELLINGS: readonly ((value: number) => string)[] = [
  toDotted,
  (value) => String(value),
  (value) => `0x${value.toString(16)}`,
  (value) => `0${value.toString(8)}`,
  (value) =>
    bytesOf(value)
      .map((byte) => `0x${byte.toString(16)}`)
      .join("."),
  (value) =>
    bytesOf(value)
      .map((byte) => `0${byte.toString(8)}`)
      .join("."),
  (value) => `${bytesOf(value)[0]}.${value & 0xff_ffff}`,
  (value) => `${bytesOf(value)[0]}.${bytesOf(value)[1]}.${value & 0xffff}`,
  (value) => `${toDotted(value)}.`,
  (value) => toDotted(value).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (value) => toDotted(value).replace(/\d/g, (digit) => String.fromCodePoint(0x1d7d8 + Number(digit))),
  (value) => toDotted(value).replaceAll(".", "。"),
  (value) => toDotted(value).replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`),
];
