// Re-keying: everything that is stored sealed is sealed again with the current master key, row by row, while the
// installation runs with both keys. In: a box that knows both. Out: how many rows were changed.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { placeOfSecret, type SealedColumn, type SecretBox } from "./secret-box.ts";

interface SealedRow {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly signing_secret: Buffer;
  readonly previous_secret: Buffer | null;
  readonly custom_headers: Buffer | null;
}

export interface RekeyResult {
  /** Webhooks whose secrets were sealed again. */
  readonly resealed: number;
  /** Webhooks that do not open with any of the keys: they are left as they are. */
  readonly unreadable: readonly string[];
}

const ROWS_PER_ROUND = 200;

async function readSealed(db: Database, after: string): Promise<SealedRow[]> {
  return db.engine.query<SealedRow>(sql`
    SELECT tenant_id, webhook_id, signing_secret, previous_secret, custom_headers FROM ticketwire.webhooks
    WHERE webhook_id > ${after}::uuid ORDER BY webhook_id LIMIT ${ROWS_PER_ROUND}`);
}

function reseal(box: SecretBox, row: SealedRow, column: SealedColumn): Buffer | null {
  const sealed = row[column];
  if (sealed === null || box.isCurrent(sealed)) return sealed;
  const place = placeOfSecret({ tenantId: row.tenant_id, webhookId: row.webhook_id }, column);
  return box.seal(box.open(sealed, place), place);
}

/** Changes a row only if it is still as it was read: a rotation meanwhile has sealed with the current key already. */
async function storeResealed(
  db: Database,
  row: SealedRow,
  sealed: Omit<SealedRow, "tenant_id" | "webhook_id">,
): Promise<boolean> {
  const rows = await db.engine.query(sql`
    UPDATE ticketwire.webhooks
    SET signing_secret = ${sealed.signing_secret}, previous_secret = ${sealed.previous_secret},
      custom_headers = ${sealed.custom_headers}
    WHERE tenant_id = ${row.tenant_id} AND webhook_id = ${row.webhook_id} AND signing_secret = ${row.signing_secret}
      AND previous_secret IS NOT DISTINCT FROM ${row.previous_secret}
      AND custom_headers IS NOT DISTINCT FROM ${row.custom_headers}
    RETURNING 1`);
  return rows.length > 0;
}

function needsRekey(box: SecretBox, row: SealedRow): boolean {
  return [row.signing_secret, row.previous_secret, row.custom_headers].some(
    (sealed) => sealed && !box.isCurrent(sealed),
  );
}

async function rekeyRow(db: Database, box: SecretBox, row: SealedRow): Promise<"resealed" | "unreadable" | "changed"> {
  try {
    const isStored = await storeResealed(db, row, {
      signing_secret: reseal(box, row, "signing_secret") ?? row.signing_secret,
      previous_secret: reseal(box, row, "previous_secret"),
      custom_headers: reseal(box, row, "custom_headers"),
    });
    return isStored ? "resealed" : "changed";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "secret_unreadable") return "unreadable";
    throw error;
  }
}

/**
 * Seals every webhook's secrets with the box's current key. Safe to repeat and to stop at any point. Run it after every
 * process runs with both keys, and take the old key away afterwards. Stored answers of idempotent calls keep the old key;
 * they age out within a day.
 */
export async function rekeySecrets(db: Database, box: SecretBox): Promise<RekeyResult> {
  let resealed = 0;
  for (;;) {
    const pass = await rekeyOnce(db, box);
    resealed += pass.resealed;
    // Rows that were changed in between are taken again.
    if (pass.changed === 0) return { resealed, unreadable: pass.unreadable };
  }
}

async function rekeyOnce(db: Database, box: SecretBox): Promise<RekeyResult & { readonly changed: number }> {
  const counts = { resealed: 0, changed: 0 };
  const unreadable: string[] = [];
  let after = "00000000-0000-0000-0000-000000000000";
  for (let rows = await readSealed(db, after); rows.length > 0; rows = await readSealed(db, after)) {
    for (const row of rows) {
      after = row.webhook_id;
      if (!needsRekey(box, row)) continue;
      const result = await rekeyRow(db, box, row);
      if (result === "unreadable") unreadable.push(row.webhook_id);
      else counts[result] += 1;
    }
  }
  return { ...counts, unreadable };
}

/**
 * How many webhooks were sealed with a key that is not at hand: a server that starts with the wrong master key can sign
 * nothing and should say so instead. Deleted webhooks do not count.
 */
export async function countUnknownSecrets(db: Database, box: SecretBox): Promise<number> {
  const heads = box.knownHeads.map((head) => head.toString("hex"));
  const [row] = await db.engine.query<{ unknown: number }>(sql`
    SELECT count(*) AS unknown FROM ticketwire.webhooks
    WHERE deleted_at IS NULL AND NOT encode(substring(signing_secret FOR 5), 'hex') = ANY (${heads}::text[])`);
  return row?.unknown ?? 0;
}
