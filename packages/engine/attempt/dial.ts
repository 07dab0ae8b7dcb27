// Opens one connection to a target: resolves and judges the name, connects to exactly the judged addresses, shakes hands.
// In: a target. Out, through one callback: a socket ready for requests, or why there is none. Can be abandoned at any time.
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls, type SecureContext, type TLSSocket } from "node:tls";
import type { TargetPolicy } from "../target/policy.ts";
import { resolveTarget, type Lookup } from "../target/resolve-target.ts";
import type { Target } from "../target/target.ts";
import {
  describeCertificateError,
  describeConnectError,
  describeHandshakeError,
  isOurShortage,
  type FailureReason,
} from "./failure.ts";
import { roundMs } from "./result.ts";
import type { TlsSessions } from "./tls-sessions.ts";

export interface DialTiming {
  readonly dnsMs: number | null;
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
}

export type DialEnd =
  | { readonly kind: "connected"; readonly socket: Socket }
  | { readonly kind: "failed"; readonly reason: FailureReason }
  | { readonly kind: "shortage"; readonly message: string };

export interface DialOptions {
  readonly policy: TargetPolicy;
  readonly lookup: Lookup;
  readonly secureContext: SecureContext;
  readonly sessions: TlsSessions;
}

export interface DialRequest {
  readonly target: Target;
  readonly verifySsl: boolean;
  /** Which connections are interchangeable; also the key of TLS sessions. */
  readonly key: string;
}

// A name may have any number of addresses; all are judged, but a dead host is not knocked at more often than this.
const MAX_DIALLED_ADDRESSES = 4;
const NEXT_ADDRESS_AFTER_MS = 250;

export class Dial {
  phase: "dns" | "connect" | "tls" = "dns";
  readonly #request: DialRequest;
  readonly #options: DialOptions;
  readonly #onEnd: (end: DialEnd) => void;
  #socket: Socket | null = null;
  #isOver = false;
  #phaseStartedAt = performance.now();
  #timing: DialTiming = { dnsMs: null, connectMs: null, tlsMs: null };

  constructor(request: DialRequest, options: DialOptions, onEnd: (end: DialEnd) => void) {
    this.#request = request;
    this.#options = options;
    this.#onEnd = onEnd;
  }

  /** What the phases that ended took. */
  get timing(): DialTiming {
    return this.#timing;
  }

  async start(): Promise<void> {
    const { target } = this.#request;
    const resolved = await resolveTarget(target, this.#options.policy, { lookup: this.#options.lookup });
    if (this.#isOver) return;
    const dnsMs = this.#lap();
    if (target.addresses === null) this.#timing = { ...this.#timing, dnsMs };
    if (resolved.kind === "ok") return this.#connect(resolved.addresses);
    const errorClass = resolved.kind === "dns" ? "dns" : "refused_target";
    this.#end({ kind: "failed", reason: { errorClass, message: resolved.message } });
  }

  /** Drops whatever is under way; the callback is not called any more. */
  abandon(): void {
    this.#isOver = true;
    this.#socket?.destroy();
  }

  #lap(): number {
    const now = performance.now();
    const elapsed = roundMs(now - this.#phaseStartedAt);
    this.#phaseStartedAt = now;
    return elapsed;
  }

  #end(end: DialEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (end.kind !== "connected") this.#socket?.destroy();
    this.#onEnd(end);
  }

  #connect(addresses: readonly string[]): void {
    this.phase = "connect";
    const { target } = this.#request;
    const place = pinnedPlace(target, addresses.slice(0, MAX_DIALLED_ADDRESSES));
    const socket = target.isSecure ? this.#openSecure(place) : connectTcp(place);
    this.#socket = socket;
    socket.setNoDelay(true);
    // Stays for the life of the socket: an error between two owners must not become an uncaught one.
    socket.on("error", (error) => this.#fail(error));
    socket.once("connect", () => {
      this.#timing = { ...this.#timing, connectMs: this.#lap() };
      if (target.isSecure) this.phase = "tls";
      else this.#end({ kind: "connected", socket });
    });
  }

  #openSecure(place: PinnedPlace): TLSSocket {
    const { target, key } = this.#request;
    const session = this.#options.sessions.take(key);
    const socket = connectTls({
      ...place,
      // An address can not be a TLS server name; the certificate is then compared with the address.
      ...(isIP(target.hostname) === 0 ? { servername: target.hostname } : {}),
      ...(session === undefined ? {} : { session }),
      secureContext: this.#options.secureContext,
      ALPNProtocols: ["http/1.1"],
      // The certificate is judged in #onSecure, before anything is sent: only there can the message say when it expired.
      rejectUnauthorized: false,
    });
    socket.once("secureConnect", () => this.#onSecure(socket));
    return socket;
  }

  #onSecure(socket: TLSSocket): void {
    const { target, verifySsl, key } = this.#request;
    this.#timing = { ...this.#timing, tlsMs: this.#lap() };
    if (verifySsl && !socket.authorized) {
      // Node's types say Error, its code stores the code as a string.
      const code = String(socket.authorizationError);
      const reason = describeCertificateError(code, socket.getPeerCertificate(), target.hostname);
      return this.#end({ kind: "failed", reason });
    }
    socket.on("session", (session: Buffer) => this.#options.sessions.keep(key, session));
    this.#end({ kind: "connected", socket });
  }

  #fail(error: Error): void {
    if (isOurShortage(error)) {
      return this.#end({ kind: "shortage", message: `this process has no socket left (${error.message})` });
    }
    const { hostname, port } = this.#request.target;
    const describe = this.phase === "tls" ? describeHandshakeError : describeConnectError;
    this.#end({ kind: "failed", reason: describe(error, `${hostname}:${port}`) });
  }
}

interface PinnedPlace {
  readonly host: string;
  readonly port: number;
  readonly lookup?: LookupFunction;
  readonly autoSelectFamily?: boolean;
  readonly autoSelectFamilyAttemptTimeout?: number;
}

// Several addresses are tried one after the other by node, which asks this lookup for them: it gets the judged ones.
function pinnedPlace(target: Target, addresses: readonly string[]): PinnedPlace {
  const [only = ""] = addresses;
  if (addresses.length === 1) return { host: only, port: target.port };
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return {
    host: target.hostname,
    port: target.port,
    lookup: (_hostname, _options, callback) => callback(null, found),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
  };
}
