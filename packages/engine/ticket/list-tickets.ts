// Lists of tickets and search, by page or by cursor. In: filters, an order, which page. Out: records with their positions,
// up to one more than wanted, and the total.
//
// A walk through pages neither misses nor repeats a ticket while others are written: each position carries the snapshot of
// the walk's first page. A ticket that was written since is put where it stood then, as its history tells. What is shown
// of it, and what it is filtered by, is the present.
import type { ErrorDetail, TicketPayload } from "@ticketwire/contract";
import { sqlStateOf } from "../db/errors.ts";
import { conditionsOf, type TicketFilters } from "./list-filters.ts";
import { relevanceKey, type SortKey, sortKeyOf, type TicketOrder } from "./list-order.ts";
import { type ListParts, listStatement, type TicketPosition } from "./list-statement.ts";
import { type Page, pageOf, type PageRow, type PageSlice } from "./page.ts";
import { searchFor } from "./search-words.ts";
import type { TicketStage } from "./stage.ts";
import { countedBefore } from "./ticket-counts.ts";
import { decodeTicket, type NameRow, type TicketRow } from "./ticket-row.ts";

export interface ListedTicket {
  readonly ticket: TicketPayload;
  /** Where a page that ends with this ticket goes on. */
  readonly position: TicketPosition;
}

/** A page; `isExact` is false when there may be more than its total: common words are not counted to their end. */
export type TicketPage =
  | ({ readonly kind: "page"; readonly isExact: boolean } & Page<ListedTicket>)
  /** The position was made up, or is too old. */
  | { readonly kind: "bad_position"; readonly finding: ErrorDetail };

export interface ListQuestion {
  readonly tenantId: ListParts["tenantId"];
  readonly filters: TicketFilters;
  readonly slice: PageSlice<TicketPosition>;
}

interface WalkRow extends TicketRow, NameRow {
  readonly key: string;
  readonly snapshot: string;
  readonly at: Date;
}

type TotalRow = PageRow<WalkRow> & { readonly is_exact: boolean; readonly written: number };

/** A walk through pages may take this long; after it, tickets that moved meanwhile would cost too much to place. */
const LONGEST_WALK_MS = 24 * 3_600_000;

const SNAPSHOT = /^\d{1,18}:\d{1,18}:[\d,]*$/;

/** An error of values: SQLSTATE class 22. */
const BAD_VALUE = /^22/;

const NOT_OURS = "is not a next_cursor of this list; begin again without it";

function badPosition(message: string): TicketPage {
  return { kind: "bad_position", finding: { path: "cursor", message, code: "bad_cursor" } };
}

function decodePage(
  stage: TicketStage,
  rows: readonly TotalRow[],
  { after, offset }: PageSlice<TicketPosition>,
): Page<ListedTicket> & { readonly isExact: boolean } {
  const [first] = rows;
  const isExact = first?.is_exact ?? true;
  const counted = first?.total ?? 0;
  // Of a bounded count, at least what is seen.
  const isMore = !isExact && after === null && first?.ticket_id !== null;
  const total = isMore ? Math.max(counted, offset + rows.length) : counted;
  const page = pageOf<WalkRow, ListedTicket>(rows, "ticket_id", (row) => {
    const { key, ticket_id } = row;
    const walk = after ?? { snapshot: row.snapshot, at: row.at.toISOString() };
    const { snapshot, at } = walk;
    return { ticket: decodeTicket(row, stage.baseUrl), position: { key, ticket_id, snapshot, at, total, isExact } };
  });
  return { ...page, total, isExact };
}

/** The first page of a list takes its total from what is counted, where that is so. */
async function readRows(
  stage: TicketStage,
  question: ListQuestion,
  how: Pick<ListParts, "key" | "isDescending" | "search">,
): Promise<Page<ListedTicket> & { readonly isExact: boolean }> {
  const { tenantId, filters, slice } = question;
  const db = stage.db.forTenant(tenantId);
  const isFirst = slice.after === null && how.search === undefined;
  const known = isFirst ? stage.counts.of(db, tenantId) : undefined;
  const counted = known && countedBefore(known, filters);
  const rows = await db.query<TotalRow>(listStatement({ ...question, ...how, counted }));
  if (counted !== undefined) stage.counts.noteWritten(tenantId, rows[0]?.written ?? 0);
  return decodePage(stage, rows, slice);
}

async function readPage(
  stage: TicketStage,
  question: ListQuestion,
  order: { readonly key: SortKey; readonly isDescending: boolean },
): Promise<TicketPage> {
  const { after } = question.slice;
  if (after !== null && !(Date.parse(after.at) > Date.now() - LONGEST_WALK_MS))
    return badPosition("is older than a day; begin again without it");
  if (after !== null && !(order.key.pattern.test(after.key) && SNAPSHOT.test(after.snapshot)))
    return badPosition(NOT_OURS);
  const { tenantId, filters } = question;
  const db = stage.db.forTenant(tenantId);
  try {
    const search = await searchFor(db, { tenantId, conditions: conditionsOf(filters) }, filters.search);
    return { kind: "page", ...(await readRows(stage, question, { ...order, search })) };
  } catch (error) {
    if (after !== null && BAD_VALUE.test(sqlStateOf(error) ?? "")) return badPosition(NOT_OURS);
    throw error;
  }
}

/** One page of tickets in the given order. */
export function listTickets(stage: TicketStage, question: ListQuestion, order: TicketOrder): Promise<TicketPage> {
  return readPage(stage, question, { key: sortKeyOf(order), isDescending: order.isDescending });
}

/** One page of the tickets that a search finds: a ticket whose number was typed first, then the ones that changed last. */
export function searchTickets(stage: TicketStage, question: ListQuestion): Promise<TicketPage> {
  return readPage(stage, question, { key: relevanceKey(question.filters.search ?? ""), isDescending: true });
}
