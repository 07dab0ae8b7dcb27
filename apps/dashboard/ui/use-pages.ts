// A list of the API, read page after page by its cursor. In: path and filters. Out: all rows so far and how to get more.
import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { call, type Page, type Query } from "../api/http.ts";

const PAGE_ROWS = 100;

export interface PagesOptions<Row> {
  /** How often the list is looked at again, milliseconds, perhaps by what is in it; default: never. */
  readonly refetchMs?: number | false | ((rows: readonly Row[]) => number);
  readonly isEnabled?: boolean;
  /** False while somebody reads further down: nothing is looked at again, so that nothing moves; default: true. */
  readonly isFollowing?: boolean;
  /** What is kept of a row; default: all of it. */
  readonly keep?: (row: Row) => Row;
}

type Pages<Row> = InfiniteData<Page<Row>, string | null>;

function rowsOf<Row>(pages: Pages<Row> | undefined): readonly Row[] {
  return pages?.pages.flatMap((page) => page.data) ?? [];
}

/**
 * Forgets all pages but the first when one follows again: each page would be asked for anew each time. Not as the list is opened:
 * who comes back to it finds it as it was left.
 */
function useFirstPageOnly(queryKey: readonly unknown[], isFollowing: boolean): void {
  const client = useQueryClient();
  const name = JSON.stringify(queryKey);
  const wasFollowing = useRef(true);
  useEffect(() => {
    const isBack = isFollowing && !wasFollowing.current;
    wasFollowing.current = isFollowing;
    if (!isBack) return;
    client.setQueryData<Pages<unknown>>(JSON.parse(name) as unknown[], (known) =>
      known === undefined || known.pages.length < 2
        ? known
        : { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) },
    );
  }, [client, name, isFollowing]);
}

export function usePages<Row>(path: string, query: Query = {}, options: PagesOptions<Row> = {}) {
  const { refetchMs = false, isEnabled = true, isFollowing = true, keep } = options;
  const queryKey = ["pages", path, query];
  useFirstPageOnly(queryKey, isFollowing);
  const result = useInfiniteQuery<Page<Row>, Error, Pages<Row>, readonly unknown[], string | null>({
    queryKey,
    initialPageParam: null,
    queryFn: async ({ pageParam, signal }) => {
      const page = await call<Page<Row>>(path, { query: { limit: PAGE_ROWS, ...query, cursor: pageParam }, signal });
      return keep === undefined ? page : { ...page, data: page.data.map(keep) };
    },
    getNextPageParam: (last) => last.pagination.next_cursor ?? undefined,
    refetchInterval: ({ state }) => {
      if (!isFollowing) return false;
      return typeof refetchMs === "function" ? refetchMs(rowsOf(state.data)) : refetchMs;
    },
    refetchOnWindowFocus: isFollowing,
    refetchOnReconnect: isFollowing,
    enabled: isEnabled,
  });
  const { data, fetchNextPage, isFetchingNextPage, hasNextPage } = result;
  const rows = useMemo(() => rowsOf(data), [data]);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    total: data?.pages[0]?.pagination.total,
    loadMore,
    hasMore: hasNextPage,
    isLoading: result.isPending && isEnabled,
    error: result.error,
    refetch: () => void result.refetch(),
  };
}
