// What a list of tickets is narrowed by. In: filters of the right types. Out: conditions on tickets `t` as SQL text.
// Values are written into the text as literals, which the planner needs: with parameters it could not see that "changed in the
// last minute" is few rows, and would walk the wrong index. Literals: literals.ts.
import { type Fragment, fragment } from "../db/sql.ts";
import { momentLiteral, textLiteral, uuidLiteral } from "./literals.ts";

export interface TicketFilters {
  /** Every word of it stands in the number, the title, or the name of client or contact. */
  readonly search?: string;
  readonly board_id?: string;
  readonly client_id?: string;
  readonly contact_name_id?: string;
  readonly status_id?: string;
  readonly priority_id?: string;
  readonly category_id?: string;
  readonly assigned_to?: string;
  /** One of these; so with every list. */
  readonly status_ids?: readonly string[];
  readonly priority_ids?: readonly string[];
  readonly client_ids?: readonly string[];
  readonly assigned_to_ids?: readonly string[];
  readonly tags?: readonly string[];
  readonly is_open?: boolean;
  readonly is_closed?: boolean;
  /** Bounds are inclusive. */
  readonly created_from?: Date;
  readonly created_to?: Date;
  readonly updated_from?: Date;
  readonly updated_to?: Date;
  readonly closed_from?: Date;
  readonly closed_to?: Date;
}

const EXACT = [
  "board_id",
  "client_id",
  "contact_name_id",
  "status_id",
  "priority_id",
  "category_id",
  "assigned_to",
] as const satisfies readonly (keyof TicketFilters)[];

const LISTS = {
  status_ids: "status_id",
  priority_ids: "priority_id",
  client_ids: "client_id",
  assigned_to_ids: "assigned_to",
} as const;

const BOUNDS = [
  ["created_from", "entered_at", ">="],
  ["created_to", "entered_at", "<="],
  ["updated_from", "updated_at", ">="],
  ["updated_to", "updated_at", "<="],
  ["closed_from", "closed_at", ">="],
  ["closed_to", "closed_at", "<="],
] as const;

function exactParts(filters: TicketFilters): string[] {
  return EXACT.flatMap((name) => {
    const id = filters[name];
    return id === undefined ? [] : [`t.${name} = ${uuidLiteral(id)}`];
  });
}

function listParts(filters: TicketFilters): string[] {
  return (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap((name) => {
    const ids = filters[name];
    if (ids === undefined) return [];
    return ids.length === 0 ? ["false"] : [`t.${LISTS[name]} IN (${ids.map(uuidLiteral).join(", ")})`];
  });
}

function boundParts(filters: TicketFilters): string[] {
  return BOUNDS.flatMap(([name, column, operator]) => {
    const moment = filters[name];
    return moment === undefined ? [] : [`t.${column} ${operator} ${momentLiteral(moment)}`];
  });
}

function openParts({ is_open, is_closed }: TicketFilters): string[] {
  const parts: string[] = [];
  if (is_open !== undefined) parts.push(is_open ? "NOT t.is_closed" : "t.is_closed");
  if (is_closed !== undefined) parts.push(is_closed ? "t.is_closed" : "NOT t.is_closed");
  return parts;
}

function tagParts({ tags }: TicketFilters): string[] {
  if (tags === undefined) return [];
  if (tags.length === 0) return ["false"];
  return [
    `t.ticket_id IN (SELECT g.ticket_id FROM ticketwire.ticket_tags AS g
      WHERE g.tenant_id = t.tenant_id AND g.tag IN (${tags.map(textLiteral).join(", ")}))`,
  ];
}

/** The conditions, each led by AND. Search is not among them (search-words.ts). */
export function conditionsOf(filters: TicketFilters): Fragment {
  const parts = [
    ...exactParts(filters),
    ...listParts(filters),
    ...boundParts(filters),
    ...openParts(filters),
    ...tagParts(filters),
  ];
  return fragment(parts.map((part) => ` AND ${part}`).join(""));
}
