// What a stranger, a broken proxy or a replay does to a delivery; a receiver has to refuse each. In: a signed request and how
// to spoil it. Out: the spoilt one.
import { DELIVERY_HEADERS, STANDARD_HEADERS } from "@ticketwire/contract";
import { type SignedRequest, type SigningInput, signRequest } from "./sign-request.ts";

/** Ways to spoil a delivery. `stale` is rightly signed, an hour ago: a replay. */
export const TAMPERINGS = ["body", "signature", "secret", "stale", "unsigned"] as const;
export type Tampering = (typeof TAMPERINGS)[number];

const HOUR_SECONDS = 3600;

export function tamper(input: SigningInput, how: Tampering): SignedRequest {
  switch (how) {
    case "body":
      return { ...signRequest(input), body: changeOneLetter(input.body) };
    case "signature":
      return withoutSignatures(signRequest(input), (value) => value.replace(/[0-9a-zA-Z](=*)$/, (_, end) => `~${end}`));
    case "secret":
      return signRequest({ ...input, secrets: ["not-the-secret-of-this-webhook"] });
    case "stale":
      return signRequest({ ...input, timestamp: input.timestamp - HOUR_SECONDS });
    case "unsigned":
      return withoutSignatures(signRequest(input), () => null);
    default:
      return how satisfies never;
  }
}

/** Another id of the same length: still JSON, still an event, and no longer what was signed. */
function changeOneLetter(body: string): string {
  const at = body.indexOf('"data"') < 0 ? body.length - 1 : body.indexOf('"event_id":"') + '"event_id":"'.length;
  const letter = body.charAt(at) === "0" ? "1" : "0";
  return `${body.slice(0, at)}${letter}${body.slice(at + 1)}`;
}

function withoutSignatures(request: SignedRequest, change: (value: string) => string | null): SignedRequest {
  const signatures: ReadonlySet<string> = new Set([DELIVERY_HEADERS.signature, STANDARD_HEADERS.signature]);
  const headers = Object.entries(request.headers).flatMap(([name, value]) => {
    const changed = signatures.has(name) ? change(value) : value;
    return changed === null ? [] : [[name, changed] as const];
  });
  return { ...request, headers: Object.fromEntries(headers) };
}
