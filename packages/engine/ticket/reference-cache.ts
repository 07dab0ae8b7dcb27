// Reference rows kept in memory, and never out of date: every read of a ticket also reads the tenant's reference_version, which
// moves with every change of such a row, so a row is used only while it is what the same read would have found.
// In: rows as reads find them, with their version. Out: the rows that a write refers to, or undefined when one is not here.
import type { TenantId } from "@ticketwire/contract";
import type { Found } from "./rules/found.ts";

/** The ids of the rows that a ticket refers to, by what they are. */
export type ReferenceIds = { readonly [Key in keyof Found]: string | null };

/** Rows kept of one tenant; beyond this its rows are dropped and gathered anew. */
const MOST_ROWS = 5_000;

/** Tenants kept; beyond this the one that came first goes. */
const MOST_TENANTS = 500;

const KEYS = [
  "board",
  "status",
  "priority",
  "client",
  "contact",
  "assignee",
  "team",
  "category",
  "subcategory",
] as const satisfies readonly (keyof Found)[];

type Row = NonNullable<Found[keyof Found]>;

interface Kept {
  readonly version: number;
  readonly rows: Map<string, Row>;
}

// Categories and subcategories are rows of one table.
function placeOf(key: keyof Found, id: string): string {
  return `${key === "subcategory" ? "category" : key}:${id}`;
}

const ID_OF: { readonly [Key in keyof Found]: (row: NonNullable<Found[Key]>) => string } = {
  board: (row) => row.board_id,
  status: (row) => row.status_id,
  priority: (row) => row.priority_id,
  client: (row) => row.client_id,
  contact: (row) => row.contact_name_id,
  assignee: (row) => row.user_id,
  team: (row) => row.team_id,
  category: (row) => row.category_id,
  subcategory: (row) => row.category_id,
};

function entryOf<Key extends keyof Found>(key: Key, found: Partial<Found>): readonly [string, Row] | undefined {
  const row = found[key] ?? null;
  return row === null ? undefined : [placeOf(key, ID_OF[key](row)), row];
}

/** The rows of all tenants that this process has met. */
export class ReferenceCache {
  readonly #tenants = new Map<TenantId, Kept>();

  /** True when rows of the tenant are kept: a short read may do. */
  has(tenantId: TenantId): boolean {
    return this.#tenants.has(tenantId);
  }

  /** Keeps the rows that a read found under a version. */
  remember(tenantId: TenantId, version: number, found: Partial<Found>): void {
    const kept = this.#keptOf(tenantId, version);
    for (const key of KEYS) {
      const entry = entryOf(key, found);
      if (entry !== undefined) kept.rows.set(...entry);
    }
  }

  /** One row, if it is kept under this version. */
  find<Key extends keyof Found>(
    tenantId: TenantId,
    version: number,
    row: { readonly key: Key; readonly id: string },
  ): Found[Key] | undefined {
    const kept = this.#tenants.get(tenantId);
    if (kept?.version !== version) return undefined;
    return kept.rows.get(placeOf(row.key, row.id)) as Found[Key] | undefined;
  }

  /** All rows that the ids name; undefined when one of them is not kept under this version. */
  resolve(tenantId: TenantId, version: number, ids: ReferenceIds): Found | undefined {
    const kept = this.#tenants.get(tenantId);
    if (kept?.version !== version) return undefined;
    const found: Partial<Record<keyof Found, Row | null>> = {};
    for (const key of KEYS) {
      const id = ids[key];
      const row = id === null ? null : kept.rows.get(placeOf(key, id));
      if (row === undefined) return undefined;
      found[key] = row;
    }
    return found as Found;
  }

  #keptOf(tenantId: TenantId, version: number): Kept {
    const kept = this.#tenants.get(tenantId);
    // A read that began earlier may end later: its rows are older than what is kept, and are not.
    if (kept !== undefined && kept.version > version) return { version, rows: new Map() };
    if (kept?.version === version && kept.rows.size < MOST_ROWS) return kept;
    const [oldest] = this.#tenants.keys();
    if (oldest !== undefined && this.#tenants.size >= MOST_TENANTS) this.#tenants.delete(oldest);
    const fresh = { version, rows: new Map<string, Row>() };
    this.#tenants.set(tenantId, fresh);
    return fresh;
  }
}
