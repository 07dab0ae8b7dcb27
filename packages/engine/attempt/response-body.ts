// Collects the body of an answer up to the cap. In: chunks off the wire, never decompressed. Out: the beginning as text
// that PostgreSQL can store, and whether that is all of it.
import { LIMITS } from "@ticketwire/contract";
import { StringDecoder } from "node:string_decoder";

// Never cuts a character in half: an incomplete one at the end is left out.
function decodeStart(bytes: Buffer, length: number): string {
  return new StringDecoder("utf8").write(bytes.subarray(0, length));
}

/** Invalid UTF-8 and U+0000 become U+FFFD; at most `maxBytes` in UTF-8, whatever the replacements add. */
export function toStorableText(bytes: Buffer, maxBytes: number): string {
  const decoded = bytes.length > maxBytes ? decodeStart(bytes, maxBytes) : bytes.toString("utf8");
  const text = decoded.includes("\0") ? decoded.replaceAll("\0", "\ufffd") : decoded;
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  return decodeStart(Buffer.from(text), maxBytes);
}

export class ResponseBody {
  #chunks: Buffer[] = [];
  #keptBytes = 0;
  #readBytes = 0;

  add(chunk: Buffer): void {
    this.#readBytes += chunk.length;
    if (this.#keptBytes > LIMITS.responseKeepBytes) return;
    this.#chunks.push(chunk);
    this.#keptBytes += chunk.length;
  }

  /** More has come than is ever read: the connection is to be dropped. */
  get isOverCap(): boolean {
    return this.#readBytes > LIMITS.responseReadBytes;
  }

  /** More has come than is kept. */
  get isTruncated(): boolean {
    return this.#readBytes > LIMITS.responseKeepBytes;
  }

  toText(): string {
    if (this.#readBytes === 0) return "";
    const [first] = this.#chunks;
    const bytes = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
    return toStorableText(bytes, LIMITS.responseKeepBytes);
  }
}
