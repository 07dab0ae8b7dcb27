// An IP address as a number, so that every spelling of it is judged the same way. In: the text that the URL parser or
// the resolver gave. Out: the address, and the IPv4 addresses that an IPv6 one carries inside (a tunnel or translator
// between here and there would deliver to those).
import { isIPv4, isIPv6 } from "node:net";

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Bits of an address of this family. */
export function widthOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

function parseDotted(text: string): bigint {
  return text.split(".").reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseGroups(text: string): bigint[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [BigInt(`0x${group}`)];
    const dotted = parseDotted(group);
    return [dotted >> 16n, dotted & 0xffffn];
  });
}

function parseHextets(text: string): bigint {
  const [head = "", tail] = text.split("::");
  const left = parseGroups(head);
  const right = tail === undefined ? [] : parseGroups(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0n);
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) | group, 0n);
}

/** Reads a dotted quad or an IPv6 text; null for anything else, an address with a zone (`fe80::1%eth0`) included. */
export function parseAddress(text: string): Address | null {
  if (isIPv4(text)) return { family: 4, value: parseDotted(text) };
  if (isIPv6(text) && !text.includes("%")) return { family: 6, value: parseHextets(text) };
  return null;
}

const prefix = (text: string): bigint => parseHextets(text);
const low32 = (value: bigint): bigint => value & 0xffff_ffffn;
const isLocalNat64 = (value: bigint): boolean => value >> 80n === prefix("64:ff9b:1::") >> 80n;
// A /48 translator puts 16 bits before and 16 bits behind bits 64 to 71 (RFC 6052, 2.2).
const around64 = (value: bigint): bigint => (((value >> 64n) & 0xffffn) << 16n) | ((value >> 40n) & 0xffffn);

// Each way to carry an IPv4 address in an IPv6 one: which addresses do, and where the 32 bits stand.
const CARRIERS: readonly {
  readonly carries: (value: bigint) => boolean;
  readonly inside: (value: bigint) => bigint;
}[] = [
  // IPv4-compatible ::a.b.c.d (RFC 4291, 2.5.5.1), but not the unspecified and the loopback address
  { carries: (v) => v >> 32n === 0n && v > 1n, inside: low32 },
  // IPv4-mapped ::ffff:a.b.c.d
  { carries: (v) => v >> 32n === 0xffffn, inside: low32 },
  // IPv4-translated ::ffff:0:a.b.c.d (RFC 2765)
  { carries: (v) => v >> 32n === 0xffff_0000n, inside: low32 },
  // NAT64 64:ff9b::/96 (RFC 6052)
  { carries: (v) => v >> 32n === prefix("64:ff9b::") >> 32n, inside: low32 },
  // Local NAT64 64:ff9b:1::/48 (RFC 8215), laid out for a /96 and for a /48; the layout not in use reads as 0.0.0.0
  { carries: (v) => isLocalNat64(v) && low32(v) !== 0n, inside: low32 },
  { carries: (v) => isLocalNat64(v) && around64(v) !== 0n, inside: around64 },
  // 6to4 2002:aabb:ccdd::/48 (RFC 3056)
  { carries: (v) => v >> 112n === 0x2002n, inside: (v) => low32(v >> 80n) },
  // Teredo 2001::/32 (RFC 4380): the server, and the client with its bits turned over
  { carries: (v) => v >> 96n === 0x2001_0000n, inside: (v) => low32(v >> 64n) },
  { carries: (v) => v >> 96n === 0x2001_0000n, inside: (v) => low32(v) ^ 0xffff_ffffn },
  // ISATAP …:0:5efe:a.b.c.d and …:200:5efe:a.b.c.d (RFC 5214)
  { carries: (v) => (low32(v >> 32n) & 0xfdff_ffffn) === 0x0000_5efen, inside: low32 },
];

/** The IPv4 addresses inside an IPv6 one, by every embedding that it could be; none for IPv4. */
export function embeddedAddresses(address: Address): readonly Address[] {
  if (address.family === 4) return [];
  return CARRIERS.filter((carrier) => carrier.carries(address.value)).map((carrier) => ({
    family: 4,
    value: carrier.inside(address.value),
  }));
}
