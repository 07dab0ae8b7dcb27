// Writes the test vectors: `node packages/contract/vectors/make.ts`, then `npm run format`. Run it after a change of
// cases.ts and commit what it writes; a test compares the files with what would be written.
import { writeFileSync } from "node:fs";
import { ALGA_VECTORS, STANDARD_VECTORS, type Vector } from "./cases.ts";

/** What each vector file holds, by its name. */
export const VECTOR_FILES: Readonly<Record<string, { readonly about: string; readonly vectors: readonly Vector[] }>> = {
  "signature.json": {
    about: 'X-Alga-Signature: hex HMAC-SHA256(secret, t + "." + body)',
    vectors: ALGA_VECTORS,
  },
  "standard-webhooks.json": {
    about: 'webhook-signature: base64 HMAC-SHA256(secret, id + "." + t + "." + body)',
    vectors: STANDARD_VECTORS,
  },
};

if (import.meta.filename === process.argv[1]) {
  for (const [name, content] of Object.entries(VECTOR_FILES)) {
    writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(content, null, 2)}\n`);
  }
}
