// The body as the bytes that were signed. A text is taken as UTF-8; a parsed object is refused with what to do,
// since writing it out again gives other bytes and the signature could never match.
import { ReceiverError } from "../errors.ts";

/** A body that nobody has parsed: bytes, or a text that decodes to exactly those bytes. */
export type RawBody = string | Uint8Array | ArrayBuffer;

const utf8 = new TextEncoder();

export function toBodyBytes(body: unknown): Uint8Array {
  if (typeof body === "string") return utf8.encode(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new ReceiverError(
    "body_not_raw",
    `the body must be the raw bytes or text of the request, not ${describe(body)}: read it before a JSON parser does`,
  );
}

function describe(body: unknown): string {
  if (body === null || body === undefined) return String(body);
  return typeof body === "object" ? `a parsed ${body.constructor?.name ?? "object"}` : `a ${typeof body}`;
}

/** `prefix` and `body` as one piece of memory, which is what WebCrypto signs. */
export function joinBytes(prefix: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = utf8.encode(prefix);
  const joined = new Uint8Array(head.length + body.length);
  joined.set(head);
  joined.set(body, head.length);
  return joined;
}
