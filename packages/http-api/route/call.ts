// One call of a route, as its handler sees it: checked input, who calls, and the way to the tenant's rows.
import type { ApiScope, TenantId, UserId } from "@ticketwire/contract";
import type { Connection } from "@ticketwire/engine/db/database";
import type { AppContext } from "../context.ts";
import { apiError } from "../fault/api-error.ts";

/** Whom a key speaks for. */
export interface Principal {
  readonly apiKeyId: string;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly scopes: readonly ApiScope[];
  /** May make and list tenants. */
  readonly isInstallationAdmin: boolean;
}

export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly context: AppContext;
  readonly principal: Principal;
  /** Statements bound to the caller's tenant. */
  readonly tenant: Connection;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** When the call came in. */
  readonly now: Date;
  readonly requestId: string;
  /** `If-Match`, as sent to a `conditional` route; compare with `requireMatch`. */
  readonly ifMatch: string | undefined;
  /** Aborts when the caller hangs up; for long polls. */
  readonly signal: AbortSignal;
  /**
   * The id of what this call creates, a version 7 UUID. With an `Idempotency-Key` it is the same whenever the call runs
   * again after a crash: an INSERT that meets its own primary key (23505) was done before; answer with that row.
   */
  readonly newId: string;
}

/** Throws PRECONDITION_FAILED when the call carries an `If-Match` that does not name this entity tag. */
export function requireMatch(call: Pick<Call, "ifMatch">, etag: string): void {
  const { ifMatch } = call;
  if (ifMatch === undefined || ifMatch.trim() === "*") return;
  // RFC 9110, 13.1.1: compared strongly, so a weak tag never matches.
  if (ifMatch.split(",").some((tag) => tag.trim() === etag)) return;
  throw apiError("PRECONDITION_FAILED", `It has changed since: If-Match is ${ifMatch}, the present ETag is ${etag}.`, {
    etag,
  });
}
