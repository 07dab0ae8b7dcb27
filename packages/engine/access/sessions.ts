// Sessions of people who signed in with an API key. A session speaks for its key and never outlives it: every look asks
// whether the key still holds. In: the SHA-256 of a cookie. Out: the record of the key behind it.
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { uuidOf } from "../db/uuid.ts";
import type { ApiKeyRecord } from "./find-api-key.ts";

/** A session that is not used for this long has ended. */
const SESSION_MS = 12 * 3_600_000;

/** The expiry moves at most this often, so that a page that looks every second does not write every second. */
const MOVE_MS = 60_000;

export interface NewSession {
  readonly key: ApiKeyRecord;
  readonly tokenHash: Buffer;
  readonly now: Date;
}

/** Opens a session for a key. */
export async function insertSession(engine: Queryable, { key, tokenHash, now }: NewSession): Promise<void> {
  await engine.query(sql`
    INSERT INTO ticketwire.sessions (tenant_id, session_id, token_hash, api_key_id, created_at, expires_at)
    VALUES (${key.tenantId}, ${uuidOf(now.getTime())}, ${tokenHash}, ${key.apiKeyId}, ${now},
      ${new Date(now.getTime() + SESSION_MS)})`);
}

export interface SessionRecord extends ApiKeyRecord {
  readonly sessionId: string;
}

/** The key a session speaks for, and moves its end; undefined when session, key or user have ended. */
export async function useSession(
  engine: Queryable,
  { tokenHash, now }: { readonly tokenHash: Uint8Array; readonly now: Date },
): Promise<SessionRecord | undefined> {
  const until = new Date(now.getTime() + SESSION_MS);
  const [row] = await engine.query<SessionRecord>(sql`
    WITH found AS (
      SELECT s.session_id, s.expires_at AS session_end, k.*
      FROM ticketwire.sessions AS s
      JOIN ticketwire.api_keys AS k ON k.tenant_id = s.tenant_id AND k.api_key_id = s.api_key_id
      JOIN ticketwire.users AS u ON u.tenant_id = k.tenant_id AND u.user_id = k.user_id
      WHERE s.token_hash = ${tokenHash} AND s.expires_at > ${now} AND k.revoked_at IS NULL
        AND (k.expires_at IS NULL OR k.expires_at > ${now}) AND u.is_active
    ), moved AS (
      UPDATE ticketwire.sessions AS s SET expires_at = ${until} FROM found AS f
      WHERE s.tenant_id = f.tenant_id AND s.session_id = f.session_id
        AND f.session_end < ${new Date(until.getTime() - MOVE_MS)}
    )
    SELECT f.session_id AS "sessionId", f.api_key_id AS "apiKeyId", f.tenant_id AS "tenantId", f.user_id AS "userId",
      f.scopes, f.is_installation_admin AS "isInstallationAdmin", f.key_hash AS "keyHash", f.expires_at AS "expiresAt",
      f.rate_limit AS "rateLimit"
    FROM found AS f`);
  return row;
}

/** Ends a session. */
export async function deleteSession(engine: Queryable, tokenHash: Uint8Array): Promise<void> {
  await engine.query(sql`DELETE FROM ticketwire.sessions WHERE token_hash = ${tokenHash}`);
}

/** Deletes sessions that have ended; returns how many. Spans tenants, as clean-up does. */
export async function dropExpiredSessions(engine: Queryable, now: Date): Promise<number> {
  const rows = await engine.query(
    sql`DELETE FROM ticketwire.sessions WHERE expires_at <= ${now} RETURNING 1 AS dropped`,
  );
  return rows.length;
}
