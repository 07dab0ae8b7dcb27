// Changing a user. One who becomes inactive can no longer act: processes are told to forget the user's keys.
import type { TenantId } from "@ticketwire/contract";
import type { Connection } from "../../db/database.ts";
import { CHANNELS } from "../../db/listen.ts";
import { sql } from "../../db/sql.ts";
import { type UserFields, USERS } from "./kinds.ts";
import { changeReference, type ReferenceChanged } from "./reference.ts";

/** Changes a user; with the commit every process drops the keys it keeps in memory. */
export function changeUser(
  db: Connection,
  tenantId: TenantId,
  user: { readonly id: string; readonly change: Partial<UserFields> },
): Promise<ReferenceChanged<UserFields>> {
  return db.transaction(async (tx) => {
    const outcome = await changeReference(tx, { kind: USERS, tenantId }, user);
    if (outcome.kind === "changed" && user.change.is_active !== undefined)
      await tx.query(sql`SELECT pg_notify(${CHANNELS.keys}, '')`);
    return outcome;
  });
}
