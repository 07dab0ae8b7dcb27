// Which rows are in view, and asking for more before the end is reached. In: how many rows there are. Out: those to draw.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";

/** Pixels. */
const ROW_HEIGHT = 40;

/** More rows are asked for when fewer than this lie below the view. */
const AHEAD = 30;

const STAND_IN_ROWS = 8;

interface RowWindowOptions {
  readonly rows: readonly unknown[];
  readonly hasMore?: boolean;
  readonly isLoading?: boolean;
  loadMore?(): void;
  onTop?(isAtTop: boolean): void;
}

export function useRowWindow({ rows, hasMore = false, isLoading = false, loadMore, onTop }: RowWindowOptions) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) loadMore?.();
  }, [hasMore, last, rows.length, loadMore]);
  const isAtTop = (virtualizer.scrollOffset ?? 0) < ROW_HEIGHT;
  useEffect(() => onTop?.(isAtTop), [isAtTop, onTop]);
  const isEmpty = rows.length === 0 && isLoading;
  return {
    scrollRef,
    items,
    totalHeight: isEmpty ? STAND_IN_ROWS * ROW_HEIGHT : virtualizer.getTotalSize(),
    scrollTo: (index: number) => virtualizer.scrollToIndex(index),
  };
}
