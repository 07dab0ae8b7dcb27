// The first start on an empty database makes the first tenant and its key. Safe when several processes start at once.
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { createTenant } from "@ticketwire/engine/tenant/create-tenant";

/** "frst" in ASCII. */
const FIRST_TENANT_LOCK = 0x66727374;

/**
 * Makes the first tenant where there is none. Returns its key when one was generated and so has to be shown now; null when
 * there was a tenant already or the operator chose the key.
 */
export async function ensureFirstTenant(db: Database, chosenKey: string | null): Promise<string | null> {
  const session = await db.openSession();
  try {
    await session.query("SELECT pg_advisory_lock($1)", [FIRST_TENANT_LOCK]);
    const [present] = await db.engine.query(sql`SELECT 1 FROM ticketwire.tenants LIMIT 1`);
    if (present) return null;
    const created = await createTenant(db, {
      name: "My help desk",
      isInstallationAdmin: true,
      withPeople: true,
      ...(chosenKey === null ? {} : { apiKey: chosenKey }),
    });
    return chosenKey === null ? created.apiKey : null;
  } finally {
    await session.end();
  }
}
