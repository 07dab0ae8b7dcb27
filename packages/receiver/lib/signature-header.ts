// Second step: what a signature header claims. Pure parsing; nothing here knows a secret.
// In: the text of `X-Alga-Signature` (`t=…,v1=…`), or of the Standard Webhooks headers.
// Out: the signed timestamp and the candidate MACs as bytes, or null with everything that is not of that form.
// Spaces, unknown keys, several `v1` and repeated lines are fine; two different `t`, or a text too long, are not.

/** Longer than any honest header by far: a rotation sends three signatures, about 220 characters. */
export const MAX_SIGNATURE_HEADER = 4096;

const TIMESTAMP = /^\d{1,15}$/;
const HEX_MAC = /^[0-9a-f]{64}$/;

export interface ClaimedSignature {
  /** The timestamp as it stands in the header, since that very text was signed. */
  readonly timestamp: string;
  readonly macs: readonly Uint8Array[];
}

/** Parses `t=<seconds>,v1=<hex>[,v1=<hex>…]`; null when `t` or every `v1` is missing or malformed. */
export function parseAlgaSignature(header: string): ClaimedSignature | null {
  if (header.length > MAX_SIGNATURE_HEADER) return null;
  let timestamp: string | undefined;
  const macs: Uint8Array[] = [];
  for (const part of header.split(",")) {
    const equals = part.indexOf("=");
    const key = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (key === "t") {
      if (!TIMESTAMP.test(value) || (timestamp ?? value) !== value) return null;
      timestamp = value;
    } else if (key === "v1" && HEX_MAC.test(value)) {
      macs.push(hexToBytes(value));
    }
  }
  return timestamp === undefined || macs.length === 0 ? null : { timestamp, macs };
}

/** Parses `webhook-timestamp` and `webhook-signature` (`v1,<base64>` separated by spaces). */
export function parseStandardSignature(timestamp: string, signatures: string): ClaimedSignature | null {
  if (signatures.length > MAX_SIGNATURE_HEADER || !TIMESTAMP.test(timestamp.trim())) return null;
  const macs: Uint8Array[] = [];
  // A proxy that joins two lines puts a comma where the space belongs, so both separate; a version then precedes its MAC.
  const tokens = signatures.split(/[\s,]+/);
  tokens.forEach((token, index) => {
    const mac = token === "v1" ? base64ToBytes(tokens[index + 1] ?? "") : null;
    if (mac?.length === 32) macs.push(mac);
  });
  return macs.length === 0 ? null : { timestamp: timestamp.trim(), macs };
}

function hexToBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}

/** Strict standard base64, padding included; null for anything else, so that one MAC has one spelling. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
  const binary = atob(text);
  return btoa(binary) === text ? Uint8Array.from(binary, (character) => character.charCodeAt(0)) : null;
}
