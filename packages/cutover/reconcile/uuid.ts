// Names into UUIDs (RFC 9562, version 5): the same change gets the same event id however often it is reconciled, so that a
// receiver's dedupe works on it. In: a name. Out: a UUID.
import { createHash } from "node:crypto";

/** The namespace of our synthetic events. Never to be changed: ids of events that were handled already hang on it. */
const NAMESPACE = "6f1f9e54-3c1b-5d0a-9c52-8a3f4f0c7d11";

export function uuidV5(name: string, namespace: string = NAMESPACE): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name, "utf8")
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
