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

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call<One<Me>>("/me", { signal }),
  select: ({ data }) => data,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether the key may do what needs this scope. Until it is known who is signed in, the server is left to judge. */
export function useMay(scope: ApiScope): boolean {
  const { data: me } = useQuery(meQuery);
  return me === undefined || me.scopes.includes(scope) || me.scopes.includes("admin");
}
