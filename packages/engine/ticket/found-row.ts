// The reference rows of a write: one set of columns for create and change. In: a row. Out: what the rules look at.
import { fragment } from "../db/sql.ts";
import type { Found } from "./rules/found.ts";

/** Columns of boards b, statuses s, priorities p, clients c, contacts k, users u, teams g, categories a and subcategories z. */
export const FOUND_COLUMNS = fragment(`
  b.board_id AS found_board_id, b.board_name, b.default_status_id,
  s.status_id AS found_status_id, s.name AS found_status_name, s.board_id AS status_board_id, s.is_closed AS status_is_closed,
  p.priority_id AS found_priority_id, p.priority_name,
  c.client_id AS found_client_id, c.client_name,
  k.contact_name_id AS found_contact_id, k.full_name AS contact_name, k.email AS contact_email, k.client_id AS contact_client_id,
  u.user_id AS found_user_id, btrim(u.first_name || ' ' || u.last_name) AS user_name, u.is_active AS user_is_active,
  g.team_id AS found_team_id,
  a.category_id AS found_category_id, a.parent_category_id AS category_parent_id, a.board_id AS category_board_id,
  z.category_id AS found_subcategory_id, z.parent_category_id AS subcategory_parent_id, z.board_id AS subcategory_board_id`);

/** What every read of a write brings along, of tenant n: the clock, and the version that kept rows are compared with. */
export const MOMENT_COLUMNS = fragment(`
  n.reference_version, extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_ms`);

export interface MomentRow {
  readonly reference_version: number;
  /** The database's clock, milliseconds since 1970. */
  readonly now_ms: number;
}

type Id = string | null;

export interface FoundRow {
  readonly found_board_id: Id;
  readonly board_name: string;
  readonly default_status_id: Id;
  readonly found_status_id: Id;
  readonly found_status_name: string;
  readonly status_board_id: string;
  readonly status_is_closed: boolean;
  readonly found_priority_id: Id;
  readonly priority_name: string;
  readonly found_client_id: Id;
  readonly client_name: string;
  readonly found_contact_id: Id;
  readonly contact_name: string;
  readonly contact_email: string | null;
  readonly contact_client_id: Id;
  readonly found_user_id: Id;
  readonly user_name: string;
  readonly user_is_active: boolean;
  readonly found_team_id: Id;
  readonly found_category_id: Id;
  readonly category_parent_id: Id;
  readonly category_board_id: Id;
  readonly found_subcategory_id: Id;
  readonly subcategory_parent_id: Id;
  readonly subcategory_board_id: Id;
}

function decodePlaces(row: FoundRow): Pick<Found, "board" | "status" | "priority" | "client"> {
  const { found_board_id, found_status_id, found_priority_id, found_client_id } = row;
  return {
    board:
      found_board_id === null
        ? null
        : { board_id: found_board_id, board_name: row.board_name, default_status_id: row.default_status_id },
    status:
      found_status_id === null
        ? null
        : {
            status_id: found_status_id,
            name: row.found_status_name,
            board_id: row.status_board_id,
            is_closed: row.status_is_closed,
          },
    priority: found_priority_id === null ? null : { priority_id: found_priority_id, priority_name: row.priority_name },
    client: found_client_id === null ? null : { client_id: found_client_id, client_name: row.client_name },
  };
}

function decodePeople(row: FoundRow): Pick<Found, "contact" | "assignee" | "team"> {
  const { found_contact_id, found_user_id, found_team_id } = row;
  return {
    contact:
      found_contact_id === null
        ? null
        : {
            contact_name_id: found_contact_id,
            full_name: row.contact_name,
            email: row.contact_email,
            client_id: row.contact_client_id,
          },
    assignee:
      found_user_id === null ? null : { user_id: found_user_id, name: row.user_name, is_active: row.user_is_active },
    team: found_team_id === null ? null : { team_id: found_team_id },
  };
}

/** The rows as the rules take them. */
export function decodeFound(row: FoundRow): Found {
  const { found_category_id, found_subcategory_id } = row;
  return {
    ...decodePlaces(row),
    ...decodePeople(row),
    category:
      found_category_id === null
        ? null
        : {
            category_id: found_category_id,
            parent_category_id: row.category_parent_id,
            board_id: row.category_board_id,
          },
    subcategory:
      found_subcategory_id === null
        ? null
        : {
            category_id: found_subcategory_id,
            parent_category_id: row.subcategory_parent_id,
            board_id: row.subcategory_board_id,
          },
  };
}
