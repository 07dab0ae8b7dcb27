// What a start looks at before it serves: a master key that does not open what is stored, and a database role that row-level
// security does not bind. In: the database and the keys at hand. Out: a refusal, or lines in the log.
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { countUnknownSecrets } from "@ticketwire/engine/webhook/rekey";
import type { SecretBox } from "@ticketwire/engine/webhook/secret-box";
import type { Logger } from "./log.ts";

/** A server with the wrong master key can sign nothing. */
class WrongMasterKeyError extends Error {
  override readonly name = "WrongMasterKeyError";
  readonly code = "WRONG_MASTER_KEY";
}

async function countWebhooks(db: Database): Promise<number> {
  const [row] = await db.engine.query<{ webhooks: number }>(sql`
    SELECT count(*) AS webhooks FROM ticketwire.webhooks WHERE deleted_at IS NULL`);
  return row?.webhooks ?? 0;
}

/**
 * Refuses to go on when none of the stored secrets opens with the keys at hand; names it in the log when only some do.
 * @throws WrongMasterKeyError
 */
export async function checkMasterKey(parts: {
  readonly db: Database;
  readonly box: SecretBox;
  readonly log: Logger;
  /** Takes back what this start made before it is refused. */
  readonly discard: () => Promise<void>;
}): Promise<void> {
  const { db, box, log, discard } = parts;
  const unknown = await countUnknownSecrets(db, box);
  if (unknown === 0) return;
  const webhooks = await countWebhooks(db);
  if (unknown >= webhooks) {
    await discard();
    throw new WrongMasterKeyError(
      `the master key is not the one that the secrets of ${webhooks} webhook${webhooks === 1 ? "" : "s"} in this database were ` +
        `stored with: bring master.key back from a backup, or set TICKETWIRE_MASTER_KEY to it (while re-keying, ` +
        `TICKETWIRE_PREVIOUS_MASTER_KEY to the old one)`,
    );
  }
  log.error(
    { unreadable: unknown, webhooks },
    "secrets of some webhooks were stored with another master key: nothing is sent to them; set TICKETWIRE_PREVIOUS_MASTER_KEY to that key and run ticketwire rekey, or rotate their secrets",
  );
}

/** Says so when row-level security does not bind the role: tenants are then kept apart by the statements alone. */
export async function checkDatabaseRole(db: Database, log: Logger): Promise<void> {
  const [role] = await db.engine.query<{ name: string; is_super: boolean; bypasses: boolean }>(sql`
    SELECT rolname AS name, rolsuper AS is_super, rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user`);
  if (role === undefined || !(role.is_super || role.bypasses)) return;
  log.warn(
    { role: role.name },
    `the database role ${role.is_super ? "is a superuser" : "has BYPASSRLS"}: row-level security does not bind it; connect as an ordinary role that owns the schema`,
  );
}
