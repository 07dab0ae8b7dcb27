// Search by words: each word must stand somewhere in number, title, client or contact name, whatever its case.
// In: what a person typed. Out: SQL text for lists, and the patterns it reads from `asked`.
import { type Fragment, fragment } from "../db/sql.ts";

/** Words looked at; more would only cost. */
const MOST_WORDS = 8;

/** The shortest word that an index over trigrams narrows by. */
const INDEXED_LENGTH = 3;

export interface Search {
  /** A common table expression with the tickets that hold the longest word; empty when an index would not help. */
  readonly matched: Fragment;
  /** Led by AND; empty without a search. */
  readonly condition: Fragment;
  /** LIKE patterns, the longest word first; to be folded. */
  readonly patterns: readonly string[];
}

const NOTHING = fragment("");

// Ids are gathered by three ways that each have an index; UNION takes each ticket once.
const MATCHED = fragment(`, matched AS MATERIALIZED (
    SELECT found.ticket_id FROM asked, ticketwire.tickets_with_words(asked.tenant_id, asked.patterns[1]) AS found (ticket_id)
    UNION
    SELECT x.ticket_id FROM asked JOIN ticketwire.clients AS y ON y.tenant_id = asked.tenant_id AND ticketwire.fold(y.client_name) LIKE asked.patterns[1]
    JOIN ticketwire.tickets AS x ON x.tenant_id = y.tenant_id AND x.client_id = y.client_id
    UNION
    SELECT x.ticket_id FROM asked JOIN ticketwire.contacts AS y ON y.tenant_id = asked.tenant_id AND ticketwire.fold(y.full_name) LIKE asked.patterns[1]
    JOIN ticketwire.tickets AS x ON x.tenant_id = y.tenant_id AND x.contact_name_id = y.contact_name_id
  )`);

const IS_MATCHED = " AND t.ticket_id IN (SELECT ticket_id FROM matched)";

const HAS_ALL_WORDS = ` AND ticketwire.fold(concat_ws(' ', 'TKT-' || t.number, t.title,
      (SELECT client_name FROM ticketwire.clients AS y WHERE y.tenant_id = t.tenant_id AND y.client_id = t.client_id),
      (SELECT full_name FROM ticketwire.contacts AS y WHERE y.tenant_id = t.tenant_id AND y.contact_name_id = t.contact_name_id)
    )) LIKE ALL ((SELECT patterns FROM asked)::text[])`;

/** A LIKE pattern for "contains this text", its own wildcards escaped. */
function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** Makes the search for a text; without words it finds everything. */
export function searchFor(text: string | undefined): Search {
  const words = (text ?? "")
    .split(/\s+/u)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
  const [longest] = words.sort((a, b) => b.length - a.length);
  if (longest === undefined) return { matched: NOTHING, condition: NOTHING, patterns: [] };
  const patterns = words.map(containing);
  if (longest.length < INDEXED_LENGTH) return { matched: NOTHING, condition: fragment(HAS_ALL_WORDS), patterns };
  const condition = fragment(words.length === 1 ? IS_MATCHED : IS_MATCHED + HAS_ALL_WORDS);
  return { matched: MATCHED, condition, patterns };
}
