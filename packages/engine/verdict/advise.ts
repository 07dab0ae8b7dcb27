// For each way an attempt can fail: what was wrong, and what its owner can do about it, in one sentence each. Pure, from
// values that are stored with the attempt, so that the advice is made when it is read.
import type { ErrorClass } from "@ticketwire/contract";
import type { AttemptReply } from "./attempt-facts.ts";

export interface FailedAttempt {
  readonly errorClass: ErrorClass;
  /** What was answered, when something was. */
  readonly status: number | null;
  /** The answer's Location header, for redirects. */
  readonly location?: string | null;
  /** What was wrong, as it is kept with the attempt. */
  readonly message?: string | null;
}

const BY_STATUS: Readonly<Record<number, string>> = {
  400: "the receiver does not accept the body as it is; its answer may say why",
  401: "check the signing secret on the receiver and that it verifies the raw body; POST /webhooks/verify says why a signature fails",
  403: "check the signing secret and the receiver's access rules (allow list, firewall, authentication before it)",
  404: "check the path of the webhook's url",
  405: "the receiver has to accept POST on this path",
  408: "the receiver gave up waiting for the request; look at what stands before it",
  410: "the receiver says it is gone for good; give the webhook a new url and enable it again, or delete it",
  413: "raise the receiver's limit for the size of a request body",
  415: "the receiver has to accept application/json",
  422: "the receiver does not accept the content; its answer may say why",
  429: "the receiver wants fewer requests; set rate_limit on the webhook to stay below its limit",
  502: "what stands before the receiver (proxy, load balancer) did not reach it",
  503: "the receiver is overloaded or in maintenance; what was missed is sent again by itself",
  504: "the receiver took too long for what stands before it; answer first, work afterwards",
};

const BY_CLASS: Readonly<Record<Exclude<ErrorClass, "redirect" | "status">, string>> = {
  dns: "check the host name in the webhook's url and that its name servers answer",
  connect: "check that the receiver runs, on this port, and that its firewall lets this server in",
  tls: "renew the certificate or send its whole chain; verify_ssl false is for trying things out only",
  timeout: "answer 2xx as soon as the body is stored and work afterwards, or raise timeout_ms (up to 30000)",
  refused_target: "use a public address; the operator can open others with TICKETWIRE_ALLOW_TARGETS",
  closed: "look at the receiver's log, and at what stands before it, for crashes and limits",
};

// A handshake fails in many ways, each with a remedy of its own; what it was stands in the message alone.
const BY_TLS_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [
    /does not speak TLS/,
    "set the port on which the receiver speaks TLS, or an http address where the operator allows it",
  ],
  [/expired/, "renew the certificate on the receiver"],
  [/not valid before/, "check the receiver's certificate and both clocks"],
  [/the certificate is for/, "set a host name that the certificate is for, or get a certificate for this one"],
  [/self-signed/, "use a certificate of a known issuer; verify_ssl false is for trying things out only"],
  [/issuer is not trusted/, "send the whole chain along, intermediate certificates included"],
  [/outdated versions/, "switch on TLS 1.2 or 1.3 on the receiver"],
  [/client certificate/, "do not ask for a client certificate on this address; the signature says who sent it"],
  [/does not know this host name/, "add this host name to the receiver's TLS settings"],
  [/handshake/, "look at the receiver's TLS settings, and at what stands before it"],
];

function adviseOnTls(message: string): string {
  return BY_TLS_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? BY_CLASS.tls;
}

/** What to do about a failed attempt, one sentence. */
export function advise({ errorClass, status, location, message }: FailedAttempt): string {
  if (errorClass === "tls") return adviseOnTls(message ?? "");
  if (errorClass === "redirect") {
    const hint = location ? `, probably ${location}` : "";
    return `set the webhook's url to the address where the receiver really is${hint}; redirects are not followed`;
  }
  if (errorClass !== "status") return BY_CLASS[errorClass];
  if (status !== null && status >= 500) return BY_STATUS[status] ?? "look for the event id in the receiver's log";
  return BY_STATUS[status ?? 0] ?? "the receiver has to answer 2xx when it has taken the event";
}

export interface AttemptError {
  readonly errorClass: ErrorClass;
  readonly message: string;
}

/** Class and message of an attempt that failed; null when it succeeded. */
export function describeReply(reply: AttemptReply): AttemptError | null {
  if (reply.kind === "failure") return { errorClass: reply.errorClass, message: reply.message };
  const { status } = reply;
  if (status >= 200 && status < 300) return null;
  const isRedirect = status >= 300 && status < 400;
  if (isRedirect) return { errorClass: "redirect", message: `answered ${status}: redirects are not followed` };
  return { errorClass: "status", message: `answered ${status}` };
}
