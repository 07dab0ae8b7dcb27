// Blocks of addresses: those that the registries set aside (special-blocks.ts) and those that the operator opens.
// In: `10.0.0.0/8`, `fd00::/8` or one address. Out: a block that can be asked whether it holds an address.
import { widthOf, parseAddress, type Address } from "./address.ts";

export interface Cidr {
  readonly text: string;
  readonly family: 4 | 6;
  /** The bits of the prefix, shifted down. */
  readonly prefix: bigint;
  /** How many bits follow the prefix. */
  readonly hostBits: bigint;
}

export type ParsedCidr =
  { readonly kind: "ok"; readonly cidr: Cidr } | { readonly kind: "invalid"; readonly message: string };

function invalid(message: string): ParsedCidr {
  return { kind: "invalid", message };
}

/** Reads a CIDR block; a bare address is the block of that address alone. */
export function parseCidr(text: string): ParsedCidr {
  const [base = "", length, ...rest] = text.trim().split("/");
  const address = parseAddress(base);
  if (address === null || rest.length > 0) {
    return invalid(`"${text}" is not a CIDR block; write it like 10.0.0.0/8, fd00::/8 or 192.0.2.7`);
  }
  const width = widthOf(address.family);
  const bits = length === undefined ? width : Number(length);
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || bits > width)) {
    return invalid(`"${text}" has a prefix length that is not between 0 and ${width}`);
  }
  const hostBits = BigInt(width - bits);
  const prefix = address.value >> hostBits;
  if (prefix << hostBits !== address.value) {
    return invalid(`"${text}" has bits set behind its prefix; write the first address of the block before the slash`);
  }
  return { kind: "ok", cidr: { text: text.trim(), family: address.family, prefix, hostBits } };
}

/** True when the block holds the address. An IPv4 block never holds an IPv6 address, a mapped one neither. */
export function holds(cidr: Cidr, address: Address): boolean {
  return cidr.family === address.family && address.value >> cidr.hostBits === cidr.prefix;
}
