// Who is signed in: asked once a page, kept for as long as it is open.
import { queryOptions } from "@tanstack/react-query";
import { call, type One } from "./http.ts";

export interface Me {
  readonly tenant: { readonly tenant_id: string; readonly name: string };
  readonly user: { readonly user_id: string; readonly name: string; readonly email: string };
  readonly api_key: { readonly api_key_id: string; readonly name: string; readonly key_hint: string };
  readonly scopes: readonly string[];
  readonly is_installation_admin: boolean;
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call<One<Me>>("/me", { signal }),
  select: ({ data }) => data,
  staleTime: Number.POSITIVE_INFINITY,
});
