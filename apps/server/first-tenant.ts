// The first start on an empty database makes the first tenant and its key. Safe when several processes start at once.
import { newApiKeySecret } from "@ticketwire/engine/access/api-keys";
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { createTenant } from "@ticketwire/engine/tenant/create-tenant";

/** "frst" in ASCII. */
const FIRST_TENANT_LOCK = 0x66727374;

export interface FirstKey {
  /** The key that the operator chose; null: a new random one. */
  readonly chosen: string | null;
  /** Shows a generated key. It is called before the key is stored, so that no start that fails or is killed loses it. */
  show(key: string): void;
}

function generateKey(firstKey: FirstKey): string {
  const key = newApiKeySecret();
  firstKey.show(key);
  return key;
}

/** Makes the first tenant where there is none. */
export async function ensureFirstTenant(db: Database, firstKey: FirstKey): Promise<void> {
  const session = await db.openSession();
  try {
    await session.query("SELECT pg_advisory_lock($1)", [FIRST_TENANT_LOCK]);
    const [present] = await db.engine.query(sql`SELECT 1 FROM ticketwire.tenants LIMIT 1`);
    if (present) return;
    await createTenant(db, {
      name: "My help desk",
      isInstallationAdmin: true,
      withPeople: true,
      apiKey: firstKey.chosen ?? generateKey(firstKey),
    });
  } finally {
    await session.end();
  }
}
