// Lists: from `page`, `limit` and `cursor` of a query to what a statement needs, and from its rows to the envelope.
// A statement reads `limit + 1` rows, after the cursor's position or from the offset.
import { LIMITS } from "@ticketwire/contract";
import { type Static, type TSchema, Type } from "typebox";
import { invalid } from "../fault/api-error.ts";
import { decodeCursor, encodeCursor, markOf } from "./cursor.ts";

/** The query fields of every list; spread them into its query schema. */
export const PAGE_QUERY = {
  page: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1, description: "Number of the page, from 1." }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: LIMITS.pageLimitMax,
      default: LIMITS.pageLimitDefault,
      description: "Rows a page.",
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 5000,
      description: "`pagination.next_cursor` of the page before, with the same filters. Instead of `page`.",
    }),
  ),
} as const;

interface PageQuery {
  readonly page?: number;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Which rows are wanted. */
export interface PageRequest<Position> {
  readonly limit: number;
  readonly page: number;
  /** Rows to skip; 0 with a cursor. */
  readonly offset: number;
  /** Read only rows behind this position, when it is not null. */
  readonly after: Position | null;
  readonly mark: string;
}

export interface Pagination {
  readonly page: number;
  readonly limit: number;
  readonly total: number;
  readonly totalPages: number;
  readonly hasNext: boolean;
  readonly hasPrev: boolean;
  readonly next_cursor: string | null;
}

/** One page, ready for `list()`. */
export interface ListPage {
  readonly rows: readonly unknown[];
  readonly pagination: Pagination;
}

/**
 * Reads the page that a query asks for.
 * @param position schema of a row's position: the values it is sorted by, ending in one that is unique.
 */
export function readPage<Schema extends TSchema>(query: PageQuery, position: Schema): PageRequest<Static<Schema>> {
  const limit = query.limit ?? LIMITS.pageLimitDefault;
  const mark = markOf({ ...query });
  if (query.cursor === undefined) {
    const page = query.page ?? 1;
    return { limit, page, offset: (page - 1) * limit, after: null, mark };
  }
  if (query.page !== undefined) throw invalid("page", "can not be combined with cursor; use one of them", "conflict");
  const cursor = decodeCursor(query.cursor, { mark, position });
  return { limit, page: cursor.page, offset: 0, after: cursor.position, mark };
}

/** Builds the page from up to `limit + 1` rows. */
export function pageOf<Row, Position>(
  request: PageRequest<Position>,
  found: {
    readonly rows: readonly Row[];
    readonly total: number;
    readonly positionOf: (row: Row) => Position;
    readonly present: (row: Row) => unknown;
  },
): ListPage {
  const { limit, page, mark } = request;
  const rows = found.rows.slice(0, limit);
  const hasNext = found.rows.length > limit;
  const last = rows.at(-1);
  return {
    rows: rows.map(found.present),
    pagination: {
      page,
      limit,
      total: found.total,
      totalPages: Math.ceil(found.total / limit),
      hasNext,
      hasPrev: page > 1,
      next_cursor:
        hasNext && last !== undefined ? encodeCursor(mark, { page: page + 1, position: found.positionOf(last) }) : null,
    },
  };
}
