// One page of a list: which rows are wanted, and what comes back. A statement reads one row more than wanted, so that the
// caller sees whether there is a next page.

import { type Fragment, fragment } from "../db/sql.ts";

/** Which rows. `after` is the position of the last row of the page before; with it `offset` is 0. */
export interface PageSlice<Position> {
  readonly limit: number;
  readonly offset: number;
  readonly after: Position | null;
}

/** Up to `limit + 1` rows, and how many there are in all. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Which way a list by time and id is walked, and from where. */
export interface Walk {
  readonly direction: Fragment;
  readonly beyond: Fragment;
  readonly start: { readonly time: string; readonly id: string };
}

const OLDEST_FIRST: Walk = {
  direction: fragment("ASC"),
  beyond: fragment(">"),
  start: { time: "-infinity", id: "00000000-0000-0000-0000-000000000000" },
};

const NEWEST_FIRST: Walk = {
  direction: fragment("DESC"),
  beyond: fragment("<"),
  start: { time: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" },
};

/** Oldest first unless the newest are asked for. */
export const walkOf = (isNewestFirst = false): Walk => (isNewestFirst ? NEWEST_FIRST : OLDEST_FIRST);

/** The row of a statement that answers a total even when the page is empty: its columns are null then. */
export type PageRow<Row extends object> = { readonly total: number } & (Row | { readonly [Key in keyof Row]: null });

/** Takes the page out of rows of `total LEFT JOIN page`; `key` is a column that no row of the page has null. */
export function pageOf<Row extends object, Result>(
  rows: readonly PageRow<Row>[],
  key: keyof Row,
  decode: (row: Row) => Result,
): Page<Result> {
  const present = rows.filter((row): row is { readonly total: number } & Row => row[key] !== null);
  return {
    rows: present.map(({ total: _total, ...row }) => decode(row as unknown as Row)),
    total: rows[0]?.total ?? 0,
  };
}
