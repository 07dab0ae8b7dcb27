// Words for what went wrong on the network, for the person who owns the webhook. In: node's and undici's errors. Out: the
// class of the contract and one sentence. Errors that are not the network's are not described here: see isNetworkError.
import type { PeerCertificate } from "node:tls";
import type { FailureClass } from "./result.ts";

export interface FailureReason {
  readonly errorClass: FailureClass;
  readonly message: string;
}

/** The code of an error; of the first one when several addresses were tried; empty when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  // Undici's parser errors have no code in this version.
  return error.name === "HTTPParserError" ? error.name : "";
}

/** This machine is out of something: says nothing about the receiver. */
export function isOurShortage(error: unknown): boolean {
  return ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EADDRNOTAVAIL"].includes(codeOf(error));
}

/** False for faults of our own (a header that can not be written, an assertion), which are thrown on. */
export function isNetworkError(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code !== "" && !/^(UND_ERR_INVALID|UND_ERR_NOT_SUPPORTED|UND_ERR_REQ_|ERR_(ASSERTION|INVALID|OUT_OF))/.test(code)
  );
}

const CONNECT_MESSAGES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refused the connection: nothing listens there",
  ECONNRESET: "closed the connection at once",
  EHOSTUNREACH: "can not be reached: no route to the host",
  ENETUNREACH: "can not be reached: no route to the network",
  ETIMEDOUT: "did not answer the connection attempt",
};

export function describeConnectError(error: unknown, place: string): FailureReason {
  const code = codeOf(error);
  return { errorClass: "connect", message: `${place} ${CONNECT_MESSAGES[code] ?? `can not be reached (${code})`}` };
}

const HANDSHAKE_MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, "closed the connection during the TLS handshake"],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|EPROTO/, "does not speak TLS on this port"],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/, "offers only outdated versions of TLS"],
  [/CERTIFICATE_REQUIRED|PEER_DID_NOT_RETURN/, "asks for a client certificate, which is not supported"],
  [/UNRECOGNIZED_NAME/, "does not know this host name (TLS server name)"],
  [/HANDSHAKE_FAILURE/, "refused the TLS handshake: no common cipher, or a setting of its own"],
];

export function describeHandshakeError(error: unknown, place: string): FailureReason {
  const code = codeOf(error);
  const known = HANDSHAKE_MESSAGES.find(([pattern]) => pattern.test(code));
  return { errorClass: "tls", message: `${place} ${known?.[1] ?? `failed the TLS handshake (${code})`}` };
}

const dayOf = (text: string): string => {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString().slice(0, 10);
};

const SELF_SIGNED = /SELF_SIGNED/;
const UNKNOWN_ISSUER = /UNABLE_TO_(VERIFY_LEAF|GET_ISSUER)|CERT_UNTRUSTED|INVALID_CA/;

/** Why a certificate is not accepted. `code` is OpenSSL's or node's. */
export function describeCertificateError(
  code: string,
  certificate: Partial<PeerCertificate>,
  hostname: string,
): FailureReason {
  const say = (message: string): FailureReason => ({ errorClass: "tls", message });
  if (code === "CERT_HAS_EXPIRED")
    return say(`the certificate expired on ${dayOf(certificate.valid_to ?? "an unknown day")}`);
  if (code === "CERT_NOT_YET_VALID") {
    return say(`the certificate is not valid before ${dayOf(certificate.valid_from ?? "an unknown day")}`);
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const names = (certificate.subjectaltname ?? "").replaceAll(/(DNS|IP Address|URI):/g, "").slice(0, 200);
    return say(`the certificate is for ${names || "no host name"}, not for ${hostname}`);
  }
  if (SELF_SIGNED.test(code)) return say("the certificate is self-signed");
  if (UNKNOWN_ISSUER.test(code)) {
    return say("the certificate's issuer is not trusted, or its intermediate certificate was not sent along");
  }
  return say(`the certificate was not accepted (${code})`);
}

const ANSWER_MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/UND_ERR_HEADERS_OVERFLOW/, "the answer's headers are larger than 16 KiB"],
  [/UND_ERR_RES_CONTENT_LENGTH/, "the answer's body has another length than its Content-Length says"],
  [/^HPE_|HTTPParserError/, "the answer is not valid HTTP/1.1"],
  [/FLOOD/, "the answer goes on without end before its body"],
];

/** An error on an open connection. `status` is what was answered so far, null when nothing was. */
export function describeExchangeError(error: unknown, status: number | null): FailureReason {
  const code = codeOf(error);
  const known = ANSWER_MESSAGES.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return { errorClass: "closed", message: known };
  if (status === null) return { errorClass: "closed", message: "the connection was closed before an answer came" };
  return { errorClass: "closed", message: `answered ${status}, but the connection was closed before the body ended` };
}
