// Encryption at rest for signing secrets, custom headers and stored answers that hold a secret.
// In: a plain text and its place. Out: bytes that open only with the master key and only in that place.
// Layout: version (1) | key id (4) | nonce (12) | ciphertext | tag (16); AES-256-GCM.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { EngineError } from "../db/errors.ts";

const ALGORITHM = "aes-256-gcm";
const VERSION = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const HEAD_BYTES = 1 + KEY_ID_BYTES;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens texts. The context is not stored; a sealed text moved to another row or column does not open. */
export interface SecretBox {
  /** Encrypts with the current master key under a fresh random nonce. */
  seal(plaintext: string, context: string): Buffer;
  /** Decrypts. Throws `secret_unreadable` when the key is not known, the context differs or a byte changed. */
  open(sealed: Uint8Array, context: string): string;
  /** True when it was sealed with the current master key, so that re-keying may leave it alone. */
  isCurrent(sealed: Uint8Array): boolean;
  /** The first bytes of everything sealed with each key at hand: version and key id. */
  readonly knownHeads: readonly Buffer[];
}

interface MasterKey {
  readonly head: Buffer;
  readonly key: KeyObject;
}

function importMasterKey(bytes: Uint8Array): MasterKey {
  if (bytes.length !== KEY_BYTES)
    throw new EngineError("bad_master_key", `A master key is ${KEY_BYTES} bytes; got ${bytes.length}.`);
  const id = createHash("sha256").update("ticketwire master key id\0").update(bytes).digest().subarray(0, KEY_ID_BYTES);
  return { head: Buffer.concat([Buffer.of(VERSION), id]), key: createSecretKey(bytes) };
}

/** The additional data: the head, so that it can not be exchanged, and the place. */
function boundTo(head: Uint8Array, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(context, "utf8")]);
}

function unreadable(why: string, cause?: unknown): EngineError {
  return new EngineError(
    "secret_unreadable",
    `A stored secret can not be opened: ${why}. Check that TICKETWIRE_MASTER_KEY (or the master.key file) is the one it was stored with.`,
    { cause },
  );
}

/**
 * Opens a box. `masterKey` seals and opens; `previousKeys` only open, which is what re-keying a running installation needs.
 * @param masterKey 32 bytes.
 */
export function openSecretBox(masterKey: Uint8Array, previousKeys: readonly Uint8Array[] = []): SecretBox {
  const current = importMasterKey(masterKey);
  const keys = [current, ...previousKeys.map(importMasterKey)];
  const find = (sealed: Uint8Array): MasterKey | undefined =>
    keys.find(({ head }) => head.equals(sealed.subarray(0, HEAD_BYTES)));
  return {
    knownHeads: keys.map(({ head }) => head),
    isCurrent: (sealed) => find(sealed) === current,
    seal(plaintext, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.key, nonce).setAAD(boundTo(current.head, context));
      return Buffer.concat([
        current.head,
        nonce,
        cipher.update(plaintext, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(sealed, context) {
      if (sealed.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES) throw unreadable(`it has only ${sealed.length} bytes`);
      const known = find(sealed);
      if (!known)
        throw unreadable(`no key at hand has the id ${Buffer.from(sealed.subarray(0, HEAD_BYTES)).toString("hex")}`);
      const nonce = sealed.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES);
      const tag = sealed.subarray(sealed.length - TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, known.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(boundTo(known.head, context)).setAuthTag(tag);
      try {
        const body = sealed.subarray(HEAD_BYTES + NONCE_BYTES, sealed.length - TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch (error) {
        throw unreadable("it was changed, or belongs to another place", error);
      }
    },
  };
}

/** Columns of a webhook that are stored sealed. */
export type SealedColumn = "signing_secret" | "previous_secret" | "custom_headers";

/** The context that binds a sealed column to its tenant, webhook and column. */
export function placeOfSecret(
  webhook: { readonly tenantId: string; readonly webhookId: string },
  column: SealedColumn,
): string {
  return `${webhook.tenantId}|${webhook.webhookId}|${column}`;
}
