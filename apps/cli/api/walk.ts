// Lists to their end, or to as many rows as are wanted, by cursor. In: a path and its filters. Out: rows as they come.
import type { Api, Query } from "./api.ts";
import type { PathFor } from "./paths.ts";

const PAGE = 100;

/** All rows up to `most`, page by page. */
export async function* walk<Row>(
  api: Api,
  path: PathFor<"get">,
  wish: { readonly query?: Query; readonly most: number },
): AsyncGenerator<Row> {
  let left = wish.most;
  let cursor: string | undefined;
  while (left > 0) {
    const query = { ...wish.query, limit: Math.min(left, PAGE), cursor };
    const { data, pagination } = await api.ask<readonly Row[]>("GET", path, { query });
    yield* data.slice(0, left);
    left -= data.length;
    const next = pagination?.next_cursor;
    if (typeof next !== "string" || next === cursor || data.length === 0) return;
    cursor = next;
  }
}

export async function collectRows<Row>(
  api: Api,
  path: PathFor<"get">,
  wish: { readonly query?: Query; readonly most: number },
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of walk<Row>(api, path, wish)) rows.push(row);
  return rows;
}
