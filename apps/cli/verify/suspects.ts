// What usually went wrong when a signature does not match: the body or the secret is almost the right one. In: what was
// received. Out: what may have been meant, each with a sentence for the case that it fits. Pure.
import { EVENT_EXTRA_FIELDS, TICKET_FIELDS } from "@ticketwire/contract";

/** Something else to try, and what it means when it fits. */
export interface Suspect<Value> {
  readonly value: Value;
  readonly meaning: string;
}

/** Bodies that may have been signed instead of this one. */
export function suspectBodies(body: string): readonly Suspect<string>[] {
  const suspects = [
    { value: body.replace(/(\r?\n)+$/, ""), meaning: "a line break was added at its end" },
    { value: body.replaceAll("\r\n", "\n"), meaning: "its line breaks became CR LF" },
    { value: body.replace(/^\ufeff/, ""), meaning: "a byte order mark was put in front" },
    { value: body.trim(), meaning: "white space was added around it" },
    ...suspectJson(body),
  ];
  return suspects.filter(({ value }) => value !== body);
}

function suspectJson(body: string): readonly Suspect<string>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return [];
  }
  return [
    { value: JSON.stringify(parsed), meaning: "it was parsed and written anew with other white space or escapes" },
    {
      value: JSON.stringify(inWireOrder(parsed)),
      meaning: "it was parsed and written anew with its keys in another order",
    },
  ];
}

const ENVELOPE_KEYS = ["event_id", "event_type", "occurred_at", "tenant_id", "data"];
const CHANGE_KEYS = ["previous", "new"];
const COMMENT_KEYS = ["comment_id", "text", "author", "author_type", "timestamp", "is_internal"];

/** The order in which the server writes an event's keys. */
function inWireOrder(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { data } = value;
  return reorder({ ...value, ...(isRecord(data) ? { data: orderData(data) } : {}) }, ENVELOPE_KEYS);
}

function orderData(data: Record<string, unknown>): Record<string, unknown> {
  const { changes, comment } = data;
  const ordered = {
    ...data,
    ...(isRecord(changes) ? { changes: mapValues(changes, (each) => reorder(each, CHANGE_KEYS)) } : {}),
    ...(isRecord(comment) ? { comment: reorder(comment, COMMENT_KEYS) } : {}),
  };
  return reorder(ordered, [...TICKET_FIELDS, ...EVENT_EXTRA_FIELDS]) as Record<string, unknown>;
}

function reorder(value: unknown, keys: readonly string[]): unknown {
  if (!isRecord(value)) return value;
  const known = keys.filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !keys.includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, value[key]]));
}

function mapValues(record: Record<string, unknown>, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys that a secret may have been meant as; the first is the right one. */
export function readSecretKey(secret: string): string {
  return secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64").toString("utf8") : secret;
}

/** Keys that a signer or receiver may have taken by mistake. */
export function suspectKeys(secret: string): readonly Suspect<string | Buffer>[] {
  const right = readSecretKey(secret);
  const bare = secret.trim().replace(/^(["'])(.*)\1$/, "$2");
  return [
    { value: readSecretKey(bare), meaning: "the secret was pasted with quotes or white space around it" },
    { value: `${right}\n`, meaning: "it was signed with a line break at the secret's end" },
    {
      value: Buffer.from(right, "base64url"),
      meaning: "the secret was decoded from base64 before; its text is the key",
    },
    {
      value: `whsec_${Buffer.from(right).toString("base64")}`,
      meaning: "the whsec_ form was used as the key; decode it, or take the plain form",
    },
  ];
}
