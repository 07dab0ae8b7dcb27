// Who is signed in: asked once a page, kept for as long as it is open.
import type { ApiScope } from "@ticketwire/contract/statuses";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call, type One } from "./http.ts";

export interface Me {
  readonly tenant: { readonly tenant_id: string; readonly name: string };
  readonly user: { readonly user_id: string; readonly name: string; readonly email: string };
  readonly api_key: { readonly api_key_id: string; readonly name: string; readonly key_hint: string };
  readonly scopes: readonly ApiScope[];
  readonly is_installation_admin: boolean;
}

/** Who is signed in, asked now. */
export const readMe = (signal?: AbortSignal) => call<One<Me>>("/me", signal === undefined ? {} : { signal });

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => readMe(signal),
  select: ({ data }) => data,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether who is signed in may do what needs this scope. While that is not known, the server is left to judge. */
export function mayDo(me: Pick<Me, "scopes"> | undefined, scope: ApiScope): boolean {
  return me === undefined || me.scopes.includes(scope) || me.scopes.includes("admin");
}

/** Whether the key may do what needs this scope. */
export function useMay(scope: ApiScope): boolean {
  const { data: me } = useQuery(meQuery);
  return mayDo(me, scope);
}
