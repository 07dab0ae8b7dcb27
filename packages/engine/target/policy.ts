// Which addresses may be reached: default deny, only global unicast, and what the operator opened on purpose.
// In: an address as text. Out: allowed, or why not. The same judgement at save and at dial (P9).
import { embeddedAddresses, parseAddress, type Address } from "./address.ts";
import { holds, parseCidr, type Cidr } from "./cidr.ts";
import { specialNameOf } from "./special-blocks.ts";

export interface TargetPolicy {
  /** Whether plain http targets are taken at all. */
  readonly allowHttp: boolean;
  /** Blocks that may be reached besides global unicast. */
  readonly allow: readonly Cidr[];
}

export type ParsedPolicy =
  { readonly kind: "ok"; readonly policy: TargetPolicy } | { readonly kind: "invalid"; readonly message: string };

/**
 * The policy of an operator's settings. One wrong entry refuses the whole list with a sentence that names it.
 *
 * @example createTargetPolicy({ allowHttp: false, allowTargets: ["127.0.0.0/8", "::1"] })
 */
export function createTargetPolicy(settings: {
  readonly allowHttp: boolean;
  readonly allowTargets: readonly string[];
}): ParsedPolicy {
  const allow: Cidr[] = [];
  for (const text of settings.allowTargets) {
    const parsed = parseCidr(text);
    if (parsed.kind === "invalid") return parsed;
    allow.push(parsed.cidr);
  }
  return { kind: "ok", policy: { allowHttp: settings.allowHttp, allow } };
}

function refusalOf(address: Address, policy: TargetPolicy): string | null {
  if (policy.allow.some((cidr) => holds(cidr, address))) return null;
  return specialNameOf(address);
}

function withArticle(name: string): string {
  return /^[aeiou]/i.test(name) ? `an ${name}` : `a ${name}`;
}

/**
 * Why an address may not be reached, completing "… is …": "a private address"; null when it may. An IPv6 address that carries an IPv4 one
 * has to pass as both.
 */
export function refuseAddress(text: string, policy: TargetPolicy): string | null {
  const address = parseAddress(text);
  if (address === null) return "an address with a zone or in an unknown form";
  for (const candidate of [address, ...embeddedAddresses(address)]) {
    const refusal = refusalOf(candidate, policy);
    if (refusal !== null) return withArticle(refusal);
  }
  return null;
}

/** True when the operator listed a block that holds this address: reached on purpose, whatever its port. */
export function isOpenedByOperator(text: string, policy: TargetPolicy): boolean {
  const address = parseAddress(text);
  return address !== null && policy.allow.some((cidr) => holds(cidr, address));
}
