// The statement of a list, put together from its parts. In: filters, an order, which page. Out: one statement.
import type { TenantId } from "@ticketwire/contract";
import { type Fragment, fragment, sql, type Statement, unprepared } from "../db/sql.ts";
import { conditionsOf, type TicketFilters } from "./list-filters.ts";
import type { SortKey } from "./list-order.ts";
import { momentLiteral, uuidLiteral } from "./literals.ts";
import type { PageSlice } from "./page.ts";
import { hasAllWords, type Search, searchSteps } from "./search-words.ts";
import type { CountedBefore } from "./ticket-counts.ts";
import { NAME_COLUMNS, NAME_JOINS, TICKET_COLUMNS } from "./ticket-row.ts";

/** Where a page ended, and the walk it belongs to. */
export interface TicketPosition {
  /** The key that the list is sorted by, as text. */
  readonly key: string;
  readonly ticket_id: string;
  /** What was committed when the walk began: a `pg_snapshot`. */
  readonly snapshot: string;
  /** When that was, ISO 8601. */
  readonly at: string;
  /** How many tickets matched then. */
  readonly total: number;
  /** False when there may be more than that. */
  readonly isExact: boolean;
}

export interface ListParts {
  readonly tenantId: TenantId;
  /** Its `search` stands in `search`. */
  readonly filters: TicketFilters;
  readonly search: Search | undefined;
  /** Of what the filters let through; only for the first page of a list without a search. */
  readonly counted?: CountedBefore | undefined;
  readonly key: SortKey;
  readonly isDescending: boolean;
  readonly slice: PageSlice<TicketPosition>;
}

// A write that was in flight when a walk began carries a time of at most 45 s before its commit: it is written within 15 s
// of its moment, by a statement of at most 30 s. What changed before this bound was committed before the walk.
const SETTLED_MS = 60_000;
const SETTLED = `(SELECT at FROM asked) - interval '${SETTLED_MS} milliseconds'`;
const IS_SEEN =
  "(t.updated_at <= SETTLED OR ticketwire.was_written_before(t.xmin, (SELECT snapshot FROM asked)))".replace(
    "SETTLED",
    SETTLED,
  );
const WAS_SEEN =
  "(h.changed_at <= SETTLED OR ticketwire.was_written_before(h.xmin, (SELECT snapshot FROM asked)))".replace(
    "SETTLED",
    SETTLED,
  );

const OF_TICKET = "h.tenant_id = t.tenant_id AND h.ticket_id = t.ticket_id";

/** The tickets that were written since the walk began and were there before, each at the place it had. */
function movedTickets({ tenantId, key }: ListParts): string {
  if (key.before === null) return "";
  return `, moved AS MATERIALIZED (
    SELECT t.ticket_id, ${key.before.text} AS key
    FROM ticketwire.tickets AS t
    CROSS JOIN LATERAL (
      SELECT h.changed_at FROM ticketwire.ticket_history AS h WHERE ${OF_TICKET} AND ${WAS_SEEN} ORDER BY h.version DESC LIMIT 1
    ) AS last
    LEFT JOIN LATERAL (
      SELECT h.changes -> '${key.field}' AS change FROM ticketwire.ticket_history AS h
      WHERE ${OF_TICKET} AND NOT ${WAS_SEEN} AND h.changes -> '${key.field}' IS NOT NULL ORDER BY h.version LIMIT 1
    ) AS first ON true
    WHERE t.tenant_id = ${uuidLiteral(tenantId)} AND NOT ${IS_SEEN}
  )`;
}

/** Tickets that are looked at to count those that hold common words: beyond them the total is "at least". */
const COUNT_AT_MOST = 10_000;

/** Of the tenant, and through the filters. */
function filtered({ tenantId, filters }: ListParts): string {
  return `t.tenant_id = ${uuidLiteral(tenantId)}${conditionsOf(filters).text}`;
}

/** Which tickets the list is of. */
function whereOf(parts: ListParts): string {
  const { search, tenantId } = parts;
  if (search === undefined) return filtered(parts);
  if (search.way === "walk") return filtered(parts) + hasAllWords(search);
  return `t.tenant_id = ${uuidLiteral(tenantId)} AND t.ticket_id = ANY (ARRAY(SELECT ticket_id FROM matched))`;
}

function orderOf({ key: _key, isDescending }: ListParts): string {
  const direction = isDescending ? "DESC" : "ASC";
  return `ORDER BY key ${direction}, ticket_id ${direction}`;
}

function idOf({ key }: ListParts): string {
  return key.beside === undefined ? "t.ticket_id" : "x.ticket_id";
}

function selectRows(parts: ListParts, where: string): string {
  const { now, beside } = parts.key;
  return `SELECT ${idOf(parts)} AS ticket_id, ${now.text} AS key FROM ticketwire.tickets AS t${beside?.text ?? ""} WHERE ${where}`;
}

function tailOf(parts: ListParts): string {
  return `${orderOf(parts)} LIMIT ${parts.slice.limit + 1} OFFSET ${parts.slice.offset}`;
}

function behindOf({ isDescending }: ListParts): string {
  return `${isDescending ? "<" : ">"} ((SELECT key FROM asked), (SELECT ticket_id FROM asked))`;
}

/** One page of the tickets for which `condition` holds, from the top or from where the page before ended. */
function rowsInOrder(parts: ListParts, condition: string): string {
  const { key, slice } = parts;
  if (key.parts !== undefined) {
    const whole = { ...slice, limit: slice.offset + slice.limit, offset: 0 };
    const each = key.parts.map(({ now, only }) => {
      const { parts: _parts, ...plain } = key;
      return `(${rowsInOrder({ ...parts, key: { ...plain, now }, slice: whole }, condition + only.text)})`;
    });
    return `SELECT ticket_id, key FROM (${each.join(" UNION ALL ")}) AS joined ${tailOf(parts)}`;
  }
  const behind = slice.after === null ? "" : ` AND (${key.now.text}, ${idOf(parts)}) ${behindOf(parts)}`;
  return `${selectRows(parts, whereOf(parts) + behind + condition)} ${tailOf(parts)}`;
}

/** Written since a count; led by AND. The moment stands there as text, too: the planner sees that few are that young. */
function writtenSince({ at }: CountedBefore): string {
  return ` AND t.updated_at > ${momentLiteral(new Date(at.getTime() - SETTLED_MS))} AND NOT ${IS_SEEN}`;
}

/** The rows of the page by id and key, in order. */
function pageRows(parts: ListParts): string {
  const { key, slice, counted } = parts;
  // Where none passed when they were counted, a walk would look at all tickets to find what was written since.
  if (counted?.tickets === 0) return rowsInOrder(parts, writtenSince(counted));
  if (slice.after === null || key.before === null) return rowsInOrder(parts, "");
  const tail = tailOf(parts);
  return `
    SELECT ticket_id, key FROM (
      (${rowsInOrder(parts, ` AND ${IS_SEEN}`)})
      UNION ALL
      (SELECT t.ticket_id, m.key FROM moved AS m JOIN ticketwire.tickets AS t ON t.ticket_id = m.ticket_id
        WHERE ${whereOf(parts)} AND (m.key, m.ticket_id) ${behindOf(parts)} ${tail})
    ) AS both_ways ${tail}`;
}

/** A column of ticket `t` as it was before what is told by `was.changes`. */
function columnBefore(column: string): string {
  return `CASE WHEN was.changes ? '${column}' THEN (was.changes ->> '${column}')::uuid ELSE t.${column} END AS ${column}`;
}

/** What counts are kept by. */
const COUNTED_COLUMNS = ["status_id", "priority_id", "board_id", "assigned_to"];

// What was counted then, and those that pass now, without those that passed then, of the tickets written since.
function totalSince(parts: ListParts, counted: CountedBefore): string {
  const { tenantId, filters } = parts;
  const written = `t.tenant_id = ${uuidLiteral(tenantId)}${writtenSince(counted)}`;
  const conditions = conditionsOf(filters).text;
  return `SELECT ${counted.tickets} + since.passing - before.passing, true, since.written
    FROM (SELECT count(*) AS written, count(*) FILTER (WHERE true${conditions}) AS passing
      FROM ticketwire.tickets AS t WHERE ${written}) AS since
    CROSS JOIN (SELECT count(*) AS passing FROM (
      SELECT ${COUNTED_COLUMNS.map(columnBefore).join(", ")},
        CASE WHEN was.changes ? 'closed_at' THEN was.changes ->> 'closed_at' IS NOT NULL ELSE t.is_closed END AS is_closed
      FROM ticketwire.tickets AS t
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_object_agg(c.key, c.value -> 'previous' ORDER BY h.version DESC), '{}') AS changes
        FROM ticketwire.ticket_history AS h, json_each(h.changes) AS c WHERE ${OF_TICKET} AND NOT ${WAS_SEEN}
      ) AS was
      WHERE ${written} AND EXISTS (SELECT FROM ticketwire.ticket_history AS h WHERE ${OF_TICKET} AND ${WAS_SEEN})
    ) AS t WHERE true${conditions}) AS before`;
}

/** How many there are, whether that is all, and how many tickets were written since they were counted. */
function totalOf(parts: ListParts): string {
  const { slice, search, counted } = parts;
  if (slice.after !== null) return `SELECT ${slice.after.total}::bigint, ${slice.after.isExact}, 0`;
  if (counted !== undefined) return totalSince(parts, counted);
  if (search === undefined) return `SELECT count(*), true, 0 FROM ticketwire.tickets AS t WHERE ${filtered(parts)}`;
  if (search.way !== "walk") return "SELECT count(*), true, 0 FROM matched";
  return `SELECT count(*) FILTER (WHERE is_hit), count(*) < ${COUNT_AT_MOST}, 0 FROM (
    SELECT true${hasAllWords(search)} AS is_hit FROM ticketwire.tickets AS t WHERE ${filtered(parts)} LIMIT ${COUNT_AT_MOST}
  ) AS looked`;
}

/** Builds the statement: the total and up to `limit + 1` rows, or one row without a ticket when the page is empty. */
export function listStatement(parts: ListParts): Statement {
  const { tenantId, key, isDescending, slice, search, counted } = parts;
  const { after } = slice;
  // What was seen: by the first page of a walk, or by the count that a first page relies on.
  const seen = after ?? counted;
  const searched = fragment(searchSteps(search, filtered(parts)));
  const moved: Fragment = fragment(after === null ? "" : movedTickets(parts));
  const direction = fragment(isDescending ? "DESC" : "ASC");
  return unprepared(sql`
    WITH asked AS MATERIALIZED (
      SELECT ${tenantId}::uuid AS tenant_id, ${after?.key}::${key.type} AS key, ${after?.ticket_id}::uuid AS ticket_id,
        ${seen?.snapshot}::pg_snapshot AS snapshot, ${seen?.at}::timestamptz AS at
    )${searched}${moved}, page AS MATERIALIZED (${fragment(pageRows(parts))})
    SELECT counted.total, counted.is_exact, counted.written, pg_current_snapshot()::text AS snapshot, clock_timestamp() AS at, page.key::text AS key,
      ${TICKET_COLUMNS}, ${NAME_COLUMNS}
    FROM (${fragment(totalOf(parts))}) AS counted (total, is_exact, written)
    LEFT JOIN (page
      JOIN ticketwire.tickets AS t ON t.tenant_id = ${fragment(uuidLiteral(tenantId))} AND t.ticket_id = page.ticket_id
      ${NAME_JOINS}
    ) ON true
    ORDER BY page.key ${direction}, page.ticket_id ${direction}`);
}
