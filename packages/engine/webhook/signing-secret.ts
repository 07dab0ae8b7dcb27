// Signing secrets: made here, shown once, stored sealed.
import { randomBytes } from "node:crypto";
import { toStandardSecret } from "@ticketwire/contract";

/** A secret in the two forms in which receivers take it; both sign with the same bytes. */
export interface ShownSecret {
  readonly signing_secret: string;
  readonly standard_webhooks_secret: string;
}

/** 32 random bytes as base64url: 43 characters. */
export function makeSigningSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function showSecret(secret: string): ShownSecret {
  return { signing_secret: secret, standard_webhooks_secret: toStandardSecret(secret) };
}
