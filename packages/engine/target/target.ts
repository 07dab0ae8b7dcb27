// Reads the URL of a webhook and judges all that can be judged without a network: scheme, spelling, port, and the address
// when the host is one. In: text as the user wrote it, the operator's policy. Out: a target that attempt/ can dial, or a
// refusal with a stable code and a sentence. A name is judged when it is resolved (resolve-target.ts).
import { isIP } from "node:net";
import { isBlockedPort } from "./blocked-ports.ts";
import { isOpenedByOperator, refuseAddress, type TargetPolicy } from "./policy.ts";

export interface Target {
  /** The URL as it is used: normalised, without a trailing dot in the host. */
  readonly href: string;
  /** Scheme, host and port: what connections are shared by. */
  readonly origin: string;
  readonly isSecure: boolean;
  /** Host without brackets: the TLS server name, and what is resolved. */
  readonly hostname: string;
  readonly port: number;
  /** Path and query, as they go into the request line. */
  readonly path: string;
  /** The addresses of an IP literal or of a loopback name; null when the name has to be resolved. */
  readonly addresses: readonly string[] | null;
}

export type RefusalCode = "invalid_url" | "scheme" | "credentials" | "fragment" | "port" | "host" | "address";

export interface TargetRefusal {
  readonly kind: "refused";
  readonly code: RefusalCode;
  /** One sentence for people, without internal addresses. */
  readonly message: string;
}

export type ParsedTarget = { readonly kind: "ok"; readonly target: Target } | TargetRefusal;

const MAX_URL_LENGTH = 2048;
const LOOPBACK_ADDRESSES: readonly string[] = ["127.0.0.1", "::1"];

export function refuse(code: RefusalCode, message: string): TargetRefusal {
  return { kind: "refused", code, message };
}

// What the URL parser would silently take away or turn around is refused instead: what the user reads is what is dialled.
function refuseSpelling(text: string): TargetRefusal | null {
  if (text.length > MAX_URL_LENGTH) return refuse("invalid_url", `the url is longer than ${MAX_URL_LENGTH} characters`);
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff]/.test(text)) {
    return refuse("invalid_url", "the url contains white space or control characters");
  }
  if (text.includes("\\")) return refuse("invalid_url", "the url contains a backslash");
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(text)?.[0].toLowerCase();
  if (scheme === undefined) return refuse("invalid_url", `"${text}" is not an absolute url; write https://host/path`);
  if (scheme !== "https:" && scheme !== "http:") {
    return refuse("scheme", `the scheme "${scheme}" is not allowed; use https`);
  }
  if (!/^https?:\/\/[^/]/i.test(text)) return refuse("invalid_url", "the url needs a host behind //");
  return null;
}

function refuseParts(url: URL, text: string, policy: TargetPolicy): TargetRefusal | null {
  if (url.protocol === "http:" && !policy.allowHttp) {
    return refuse("scheme", "plain http is not allowed here; use https");
  }
  const authority = text.slice(text.indexOf("//") + 2).split(/[/?#]/, 1)[0] ?? "";
  if (authority.includes("@")) return refuse("credentials", "the url contains a user name or password; use a header");
  if (text.includes("#")) return refuse("fragment", "the url contains a fragment (#…), which is never sent; remove it");
  if (authority.endsWith(":")) return refuse("port", "the url has a colon without a port");
  return portOf(url) === 0 ? refuse("port", "port 0 can not be dialled; use another") : null;
}

// Ports of other protocols could be made to carry commands to an inside service. Where the operator opened the address itself,
// that decision stands: receivers on a developer's machine listen anywhere.
function refusePort(port: number, addresses: readonly string[] | null, policy: TargetPolicy): TargetRefusal | null {
  if (!isBlockedPort(port)) return null;
  if (addresses?.every((address) => isOpenedByOperator(address, policy))) return null;
  return refuse("port", `port ${port} is not one for web servers (blocked by the fetch standard); use another`);
}

function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

function refuseName(hostname: string): TargetRefusal | null {
  const isName =
    hostname.length <= 253 &&
    hostname.split(".").every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
  return isName ? null : refuse("host", `"${hostname}" is not a valid host name`);
}

function isLoopbackName(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost");
}

type HostJudgement = { readonly kind: "ok"; readonly addresses: readonly string[] | null } | TargetRefusal;

function judgeHost(hostname: string, policy: TargetPolicy): HostJudgement {
  if (isIP(hostname) !== 0) {
    const refusal = refuseAddress(hostname, policy);
    if (refusal === null) return { kind: "ok", addresses: [hostname] };
    return refuse("address", `${hostname} is ${refusal}; only public addresses may be reached`);
  }
  if (isLoopbackName(hostname)) {
    const addresses = LOOPBACK_ADDRESSES.filter((address) => refuseAddress(address, policy) === null);
    if (addresses.length > 0) return { kind: "ok", addresses };
    return refuse("address", `${hostname} is this machine itself; only public addresses may be reached`);
  }
  return refuseName(hostname) ?? { kind: "ok", addresses: null };
}

/**
 * Parses and judges a webhook URL. Every spelling of an address (decimal, octal, hexadecimal, short, full-width, percent
 * encoded) is first normalised the way browsers do and then judged as the address it is.
 */
export function parseTarget(text: string, policy: TargetPolicy): ParsedTarget {
  const misspelt = refuseSpelling(text);
  if (misspelt !== null) return misspelt;
  if (!URL.canParse(text)) return refuse("invalid_url", `"${text}" is not a valid url`);
  const url = new URL(text);
  const refused = refuseParts(url, text, policy);
  if (refused !== null) return refused;
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const host = judgeHost(hostname, policy);
  if (host.kind === "refused") return host;
  const refusedPort = refusePort(portOf(url), host.addresses, policy);
  if (refusedPort !== null) return refusedPort;
  const target: Target = {
    href: url.href,
    origin: url.origin,
    isSecure: url.protocol === "https:",
    hostname,
    port: portOf(url),
    path: url.pathname + url.search,
    addresses: host.addresses,
  };
  return { kind: "ok", target };
}
