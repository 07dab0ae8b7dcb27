// The person behind a key. In: ids. Out: a name and address to show.
import type { TenantId, UserId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface UserName {
  readonly user_id: UserId;
  readonly name: string;
  readonly email: string;
}

export async function readUserName(
  tenant: Queryable,
  key: { readonly tenantId: TenantId; readonly userId: UserId },
): Promise<UserName | undefined> {
  const [row] = await tenant.query<UserName>(sql`
    SELECT user_id, btrim(first_name || ' ' || last_name) AS name, email FROM ticketwire.users
    WHERE tenant_id = ${key.tenantId} AND user_id = ${key.userId}`);
  return row;
}
