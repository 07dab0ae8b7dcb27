// A list of the API, read page after page by its cursor. In: path and filters. Out: all rows so far and how to get more.
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { call, type Page, type Query } from "../api/http.ts";

const PAGE_ROWS = 100;

export interface PagesOptions<Row> {
  /** How often the list is looked at again, milliseconds, perhaps by what is in it; default: never. */
  readonly refetchMs?: number | false | ((rows: readonly Row[]) => number);
  readonly isEnabled?: boolean;
}

function rowsOf<Row>(pages: InfiniteData<Page<Row>> | undefined): readonly Row[] {
  return pages?.pages.flatMap((page) => page.data) ?? [];
}

export function usePages<Row>(path: string, query: Query = {}, options: PagesOptions<Row> = {}) {
  const result = useInfiniteQuery<Page<Row>, Error, InfiniteData<Page<Row>>, readonly unknown[], string | null>({
    queryKey: ["pages", path, query],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) =>
      call<Page<Row>>(path, { query: { limit: PAGE_ROWS, ...query, cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.pagination.next_cursor ?? undefined,
    refetchInterval: ({ state }) => {
      const { refetchMs = false } = options;
      return typeof refetchMs === "function" ? refetchMs(rowsOf(state.data)) : refetchMs;
    },
    enabled: options.isEnabled ?? true,
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
    isLoading: result.isPending && (options.isEnabled ?? true),
    error: result.error,
    refetch: () => void result.refetch(),
  };
}
