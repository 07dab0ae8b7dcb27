// Ids out of answers, so that later requests name things that exist. In: an answer's body. Out: a fuller pool.
import type { Json } from "../openapi/schema-book.ts";
import type { Pool } from "./value-maker.ts";

/** Values kept under each name. */
const MOST = 20;

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Fields that take the id of something under another name. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  user_id: ["assigned_to", "created_by"],
  team_id: ["assigned_team_id"],
  board_id: ["default_board_id"],
  client_id: ["default_client_id"],
  priority_id: ["default_priority_id"],
  status_id: ["default_status_id"],
  category_id: ["parent_category_id"],
};

function keep(pool: Pool, name: string, id: string): void {
  const known = pool.get(name) ?? [];
  if (known.length < MOST && !known.includes(id)) pool.set(name, [...known, id]);
}

/** Ids by another id that stood in the same record: the webhook of a delivery. */
export type Companions = Map<string, Readonly<Record<string, string>>>;

export interface Harvest {
  readonly pool: Pool;
  readonly companions: Companions;
  /** What the test itself lives on: never to be touched. */
  readonly spared: ReadonlySet<string>;
}

/** Puts every `…_id` of an answer into the pool, except what is spared. */
export function harvest(into: Harvest, value: Json): void {
  if (Array.isArray(value)) {
    for (const inner of value as readonly Json[]) harvest(into, inner);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const ids = Object.entries(value).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && ID.test(entry[1]) && !into.spared.has(entry[1]),
  );
  for (const [name, id] of ids) {
    for (const alias of [name, ...(ALIASES[name] ?? [])]) keep(into.pool, alias, id);
    into.companions.set(id, { ...Object.fromEntries(ids), ...into.companions.get(id) });
  }
  for (const inner of Object.values(value)) if (typeof inner !== "string") harvest(into, inner);
}

/** Makes the ids of a path fit one another: the last one is taken as it is, those before it are its companions. */
export function align(params: Readonly<Record<string, Json>>, companions: Companions): Readonly<Record<string, Json>> {
  const last = Object.values(params).at(-1);
  const fitting = typeof last === "string" ? companions.get(last) : undefined;
  if (fitting === undefined) return params;
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, fitting[name] ?? value]));
}
