// Ids out of answers, so that later requests name things that exist. In: an answer's body. Out: a fuller pool.
import type { Json } from "../openapi/schema-book.ts";
import type { Pool } from "./value-maker.ts";

/** Values kept under each name. */
const MOST = 20;

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Puts every `…_id` of an answer into the pool, except the `spared`: what the test itself lives on. */
export function harvest(pool: Pool, value: Json, spared: ReadonlySet<string>): void {
  if (Array.isArray(value)) {
    for (const inner of value as readonly Json[]) harvest(pool, inner, spared);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "string" && ID.test(inner) && !spared.has(inner)) {
      const known = pool.get(name) ?? [];
      if (known.length < MOST && !known.includes(inner)) pool.set(name, [...known, inner]);
    } else harvest(pool, inner, spared);
  }
}
