// Moving through rows by keys: one row at a time is in the tab order, arrows move it, Enter opens, Space selects. The row is
// remembered by its id, so that it stays the same one while new rows come in above it.
// In: the rows' ids, what opening and selecting do. Out: the row in the tab order and handlers for the grid.
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useState } from "react";

const PAGE_ROWS = 10;

interface RowKeysOptions {
  readonly count: number;
  idAt(index: number): string | undefined;
  indexOf(id: string): number | undefined;
  scrollTo(index: number): void;
  open(index: number): void;
  toggle(index: number): void;
}

function moveOf(key: string, active: number, count: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    j: active + 1,
    k: active - 1,
    PageDown: active + PAGE_ROWS,
    PageUp: active - PAGE_ROWS,
    Home: 0,
    End: count - 1,
  };
  const wanted = moves[key];
  return wanted === undefined ? null : Math.max(0, Math.min(count - 1, wanted));
}

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-index]') : null;
}

/** True for what has an effect of its own: a link, a button, a box to tick. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, input, label") !== null;
}

function focusRow(grid: HTMLElement, index: number): void {
  // The row may only now be coming into view.
  requestAnimationFrame(() =>
    grid.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
  );
}

interface Place {
  readonly index: number;
  readonly id: string | undefined;
}

export function useRowKeys({ count, idAt, indexOf, scrollTo, open, toggle }: RowKeysOptions) {
  const [place, setPlace] = useState<Place>({ index: 0, id: undefined });
  const known = place.id === undefined ? undefined : indexOf(place.id);
  const active = Math.min(known ?? place.index, Math.max(0, count - 1));
  const setWanted = (index: number) => setPlace({ index, id: idAt(index) });
  function press(event: KeyboardEvent<HTMLElement>): void {
    const index = moveOf(event.key, active, count);
    if (index !== null) {
      event.preventDefault();
      setWanted(index);
      scrollTo(index);
      focusRow(event.currentTarget, index);
    } else if (!isControl(event.target) && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      if (event.key === "Enter") open(active);
      else toggle(active);
    }
  }
  return {
    active,
    grid: {
      onKeyDown: press,
      onFocus: (event: FocusEvent) => {
        const index = rowOf(event.target)?.dataset["index"];
        if (index !== undefined) setWanted(Number(index));
      },
      onClick: (event: MouseEvent) => {
        const index = rowOf(event.target)?.dataset["index"];
        if (index !== undefined && !isControl(event.target)) open(Number(index));
      },
    },
  };
}
