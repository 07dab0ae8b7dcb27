// The addresses that are not global unicast, after the IANA special-purpose registries for IPv4 and IPv6 (as of 2025-10),
// with multicast, reserved space, and two clouds' machine services that live on otherwise ordinary addresses.
// Where a registry opens a part of a block for anycast services (192.0.0.9, 2001:1::1, …), the whole block stays refused:
// no webhook receiver lives there.
import { type Address } from "./address.ts";
import { holds, parseCidr, type Cidr } from "./cidr.ts";

interface SpecialBlock {
  readonly cidr: Cidr;
  /** Completes "… is a …". */
  readonly name: string;
}

function block(text: string, name: string): SpecialBlock {
  const parsed = parseCidr(text);
  if (parsed.kind === "invalid") throw new Error(`special-blocks.ts: ${parsed.message}`);
  return { cidr: parsed.cidr, name };
}

// First match names the reason, so narrower blocks stand before the ones around them.
const SPECIAL_BLOCKS: readonly SpecialBlock[] = [
  block("0.0.0.0/8", "address of this host"),
  block("10.0.0.0/8", "private address"),
  block("100.64.0.0/10", "carrier-grade NAT address"),
  block("127.0.0.0/8", "loopback address"),
  block("168.63.129.16/32", "cloud metadata address"),
  block("169.254.169.254/32", "cloud metadata address"),
  block("169.254.0.0/16", "link-local address"),
  block("172.16.0.0/12", "private address"),
  block("192.0.0.0/24", "protocol assignment address"),
  block("192.0.2.0/24", "documentation address"),
  block("192.88.99.0/24", "deprecated 6to4 relay address"),
  block("192.168.0.0/16", "private address"),
  block("198.18.0.0/15", "benchmarking address"),
  block("198.51.100.0/24", "documentation address"),
  block("203.0.113.0/24", "documentation address"),
  block("224.0.0.0/4", "multicast address"),
  block("255.255.255.255/32", "broadcast address"),
  block("240.0.0.0/4", "reserved address"),

  block("::/128", "unspecified address"),
  block("::1/128", "loopback address"),
  block("::ffff:0:0/96", "IPv4-mapped address"),
  block("::/96", "IPv4-compatible address"),
  block("64:ff9b:1::/48", "local NAT64 address"),
  block("100::/64", "discard address"),
  block("2001::/32", "Teredo address"),
  block("2001:2::/48", "benchmarking address"),
  block("2001::/23", "protocol assignment address"),
  block("2001:db8::/32", "documentation address"),
  block("2002::/16", "6to4 address"),
  block("3fff::/20", "documentation address"),
  block("5f00::/16", "segment routing address"),
  block("fc00::/7", "private address"),
  block("fe80::/10", "link-local address"),
  block("fec0::/10", "site-local address"),
  block("ff00::/8", "multicast address"),
];

// What is global beside IPv4: the one range that IANA allocates unicast from, and the well-known NAT64 prefix, which the
// registry calls globally reachable and through which a network without IPv4 reaches every IPv4 receiver.
const GLOBAL_IPV6: readonly Cidr[] = [block("2000::/3", "").cidr, block("64:ff9b::/96", "").cidr];

/** Why an address is not global unicast (completes "… is a …"), or null when it is. */
export function specialNameOf(address: Address): string | null {
  const special = SPECIAL_BLOCKS.find((candidate) => holds(candidate.cidr, address));
  if (special !== undefined) return special.name;
  if (address.family === 4 || GLOBAL_IPV6.some((cidr) => holds(cidr, address))) return null;
  return "reserved address";
}
