// Signing bytes: what the sender writes and a receiver checks (CONTRACT section 4).
// `X-Alga-Signature: t=<unix seconds>,v1=<hex>` over "<t>.<raw body>", keyed with the secret's UTF-8 text;
// Standard Webhooks 1.0 over "<id>.<t>.<raw body>", keyed with the same bytes.
import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/**
 * A signing secret made ready for many signatures. Node signs several times faster with a KeyObject than with a
 * string or Buffer, so a sender keeps one of these per secret.
 */
export function importSigningSecret(secret: string): KeyObject {
  return createSecretKey(secret, "utf8");
}

/** Lowercase hex HMAC-SHA256 of `"<timestamp>.<body>"`: the value of one `v1`. */
export function signV1(key: KeyObject, timestamp: number, body: string | Uint8Array): string {
  return createHmac("sha256", key).update(`${timestamp}.`).update(body).digest("hex");
}

/** The whole `X-Alga-Signature` value; several keys give several `v1` in the order given (rotation). */
export function formatSignature(keys: readonly KeyObject[], timestamp: number, body: string | Uint8Array): string {
  let header = `t=${timestamp}`;
  for (const key of keys) header += `,v1=${signV1(key, timestamp, body)}`;
  return header;
}

/** The `webhook-signature` value of Standard Webhooks 1.0: `v1,<base64>`, several keys separated by a space. */
export function formatStandardSignature(
  keys: readonly KeyObject[],
  message: { readonly id: string; readonly timestamp: number; readonly body: string | Uint8Array },
): string {
  return keys
    .map((key) => {
      const mac = createHmac("sha256", key).update(`${message.id}.${message.timestamp}.`).update(message.body);
      return `v1,${mac.digest("base64")}`;
    })
    .join(" ");
}

/** A signing secret in Standard Webhooks form: `whsec_` and base64 of the secret's UTF-8 bytes. */
export function toStandardSecret(secret: string): string {
  return `whsec_${Buffer.from(secret, "utf8").toString("base64")}`;
}
