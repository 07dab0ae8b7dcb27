// Third step: secrets made into keys, and MACs compared in constant time with WebCrypto alone.
// In: signing secrets as their owner holds them; text to be signed. Out: whether any claimed MAC is right.
// Keys are imported once per secret and kept, since an import costs more than a signature of a small body.
import { badOption, ReceiverError } from "../errors.ts";
import { base64ToBytes } from "./signature-header.ts";

type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const STANDARD_PREFIX = "whsec_";
const utf8 = new TextEncoder();

/** Remembers the imported keys of the secrets it has seen; bounded, so that a changing list can not grow it. */
export interface Keyring {
  keysOf(secrets: readonly string[]): Promise<readonly HmacKey[]>;
}

const KEYRING_LIMIT = 256;

export function createKeyring(): Keyring {
  const known = new Map<string, Promise<readonly HmacKey[]>>();
  function keysOfSecret(secret: string): Promise<readonly HmacKey[]> {
    const existing = known.get(secret);
    if (existing !== undefined) return existing;
    if (known.size >= KEYRING_LIMIT) known.clear();
    const imported = Promise.all(keyBytes(secret).map(importKey));
    known.set(secret, imported);
    return imported;
  }
  return { keysOf: async (secrets) => (await Promise.all(secrets.map(keysOfSecret))).flat() };
}

/** Refuses what can only be a mistake: no secret, an empty one, or one with white space around it. */
export function checkSecrets(secrets: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  if (list.length === 0) throw badOption("secrets", "is empty: give the signing secret of the webhook");
  return list.map((secret, index) => {
    const place = `secrets[${index}]`;
    if (typeof secret !== "string" || secret === "") {
      throw badOption(place, `must be a signing secret, not ${secret === "" ? "an empty text" : typeof secret}`);
    }
    if (secret.trim() !== secret)
      throw badOption(place, "begins or ends with white space; was it read with its line break?");
    return secret;
  });
}

/**
 * True when any MAC was made by any of the keys. Every key is tried against every MAC, and every byte is compared, so
 * the time tells neither which secret matched nor how much of a guess was right.
 */
export async function matchesAny(
  keys: readonly HmacKey[],
  signed: Uint8Array<ArrayBuffer>,
  macs: readonly Uint8Array[],
): Promise<boolean> {
  let matched = 0;
  for (const key of keys) {
    const expected = new Uint8Array(await crypto.subtle.sign("HMAC", key, signed));
    for (const mac of macs) matched |= equalBytes(expected, mac);
  }
  return matched === 1;
}

function equalBytes(left: Uint8Array, right: Uint8Array): 0 | 1 {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1) difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  return difference === 0 ? 1 : 0;
}

// A `whsec_` text is base64 of the key by the Standard Webhooks rule, and the key itself for senders of the `t=,v1=`
// form: both readings come from the same secret, so trying both gives nothing away.
function keyBytes(secret: string): Uint8Array<ArrayBuffer>[] {
  const whole = utf8.encode(secret);
  if (!secret.startsWith(STANDARD_PREFIX)) return [whole];
  const decoded = base64ToBytes(secret.slice(STANDARD_PREFIX.length));
  return decoded === null || decoded.length === 0 ? [whole] : [decoded, whole];
}

function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<HmacKey> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new ReceiverError(
      "webcrypto_missing",
      "this runtime has no globalThis.crypto.subtle: Node.js 20 or an edge runtime is needed",
    );
  }
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}
