// From a target to the addresses that may be dialled: the name is resolved once and every address is judged; one refused
// address refuses the name. What comes out is what attempt/ dials, so a second answer of the resolver changes nothing (P9).
import { refuseAddress, type TargetPolicy } from "./policy.ts";
import { refuse, type Target, type TargetRefusal } from "./target.ts";

/** Asks the system's resolver for every address of a name. Rejects with an error whose `code` is the resolver's. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export type ResolvedTarget =
  | { readonly kind: "ok"; readonly addresses: readonly string[] }
  | TargetRefusal
  | { readonly kind: "dns"; readonly message: string };

export interface ResolveOptions {
  readonly lookup: Lookup;
  /** Ends the waiting, not the lookup; the answer is then `dns`. */
  readonly signal?: AbortSignal;
}

const RESOLVER_MESSAGES: Readonly<Record<string, string>> = {
  ENOTFOUND: "does not exist (the name server knows no address for it)",
  ENODATA: "has no address",
  EAI_AGAIN: "could not be resolved: the name server did not answer",
  ETIMEOUT: "could not be resolved in time",
};

function describeDnsError(hostname: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return `the host name ${hostname} ${RESOLVER_MESSAGES[code] ?? "could not be resolved"}`;
}

async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  const ended = Promise.withResolvers<never>();
  const abort = (): void => ended.reject(Object.assign(new Error("lookup abandoned"), { code: "ETIMEOUT" }));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function judge(target: Target, addresses: readonly string[], policy: TargetPolicy): ResolvedTarget {
  if (addresses.length === 0) return { kind: "dns", message: `the host name ${target.hostname} has no address` };
  for (const address of addresses) {
    const refusal = refuseAddress(address, policy);
    if (refusal !== null) {
      return refuse("address", `${target.hostname} stands for ${refusal}; only public addresses may be reached`);
    }
  }
  return { kind: "ok", addresses };
}

/** Resolves and judges. Never throws: a resolver's failure is a value with a sentence for people. */
export async function resolveTarget(
  target: Target,
  policy: TargetPolicy,
  options: ResolveOptions,
): Promise<ResolvedTarget> {
  if (target.addresses !== null) return judge(target, target.addresses, policy);
  try {
    return judge(target, await untilAborted(options.lookup(target.hostname), options.signal), policy);
  } catch (error) {
    return { kind: "dns", message: describeDnsError(target.hostname, error) };
  }
}
