// Search by words: each word must stand somewhere in number, title, client or contact name, whatever its case.
// Two ways lead to the tickets, and each is slow where the other is quick: a rare word is found by the index over trigrams, a
// word that stands in every twentieth ticket by walking along the order of the list until the page is full. A look at the
// newest tickets says which one to take. In: what a person typed. Out: the way, as SQL text.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { type Fragment, fragment, sql } from "../db/sql.ts";

/** Words looked at; more would only cost. */
const MOST_WORDS = 8;

/** The shortest word that an index over trigrams narrows by. */
const INDEXED_LENGTH = 3;

/** Newest tickets that are looked at before a search. */
const SAMPLE = 2_000;

/** A search that hits one of this many tickets walks along the list. */
const COMMON = 20;

export interface Search {
  /** Rare words go by the index, common and very short ones along the list. */
  readonly way: "index" | "walk";
  /** LIKE patterns; the rarest word first. */
  readonly patterns: readonly string[];
}

const WORDS_OF_TICKET = fragment(`ticketwire.fold(concat_ws(' ', 'TKT-' || t.number, t.title,
      (SELECT client_name FROM ticketwire.clients AS y WHERE y.tenant_id = t.tenant_id AND y.client_id = t.client_id),
      (SELECT full_name FROM ticketwire.contacts AS y WHERE y.tenant_id = t.tenant_id AND y.contact_name_id = t.contact_name_id)))`);

/** Every word stands in ticket `t`; led by AND. The patterns are folded, in `asked`. */
export const HAS_ALL_WORDS = ` AND ${WORDS_OF_TICKET.text} LIKE ALL ((SELECT patterns FROM asked)::text[])`;

/** The tickets that hold the rarest word, by three ways that each have an index; UNION takes each once. */
export const MATCHED: Fragment = fragment(`, matched AS MATERIALIZED (
    SELECT found.ticket_id FROM asked, ticketwire.tickets_with_words(asked.tenant_id, asked.patterns[1]) AS found (ticket_id)
    UNION
    SELECT x.ticket_id FROM asked
    JOIN ticketwire.clients AS y ON y.tenant_id = asked.tenant_id AND ticketwire.fold(y.client_name) LIKE asked.patterns[1]
    JOIN ticketwire.tickets AS x ON x.tenant_id = y.tenant_id AND x.client_id = y.client_id
    UNION
    SELECT x.ticket_id FROM asked
    JOIN ticketwire.contacts AS y ON y.tenant_id = asked.tenant_id AND ticketwire.fold(y.full_name) LIKE asked.patterns[1]
    JOIN ticketwire.tickets AS x ON x.tenant_id = y.tenant_id AND x.contact_name_id = y.contact_name_id
  )`);

/** A LIKE pattern for "contains this text", its own wildcards escaped. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** The words of a text, each once. */
function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/u))].filter((word) => word !== "").slice(0, MOST_WORDS);
}

interface Sample {
  /** Tickets looked at. */
  readonly looked: number;
  /** Those that hold all words. */
  readonly hits: number;
  /** For each word, those that hold it. */
  readonly byWord: readonly number[];
}

/** Counts words in the newest tickets of a tenant. */
async function sampleTickets(db: Queryable, tenantId: TenantId, patterns: readonly string[]): Promise<Sample> {
  const [sample] = await db.query<Sample>(sql`
    WITH asked AS MATERIALIZED (
      SELECT ARRAY(SELECT ticketwire.fold(p) FROM unnest(${patterns}::text[]) WITH ORDINALITY AS w (p, i) ORDER BY i) AS patterns
    ), recent AS MATERIALIZED (
      SELECT ${WORDS_OF_TICKET} AS words FROM ticketwire.tickets AS t
      WHERE t.tenant_id = ${tenantId} ORDER BY t.entered_at DESC, t.ticket_id DESC LIMIT ${SAMPLE}
    )
    SELECT count(*) AS looked, count(*) FILTER (WHERE words LIKE ALL ((SELECT patterns FROM asked)::text[])) AS hits,
      ARRAY(SELECT (SELECT count(*)::int FROM recent WHERE words LIKE w.p)
        FROM asked, unnest(asked.patterns) WITH ORDINALITY AS w (p, i) ORDER BY i) AS "byWord"
    FROM recent`);
  return sample ?? { looked: 0, hits: 0, byWord: [] };
}

function rankOf(word: string, hits: number): number {
  return word.length < INDEXED_LENGTH ? Number.POSITIVE_INFINITY : hits;
}

/** Chooses how to search. Pure. */
export function chooseWay(words: readonly string[], sample: Sample): Search {
  const ranked = words.map((word, index) => ({ word, rank: rankOf(word, sample.byWord[index] ?? 0) }));
  ranked.sort((a, b) => (a.rank === b.rank ? b.word.length - a.word.length : a.rank - b.rank));
  const patterns = ranked.map(({ word }) => containing(word));
  const isSmall = sample.looked < SAMPLE;
  const isCommon = sample.hits * COMMON >= sample.looked;
  const isShort = ranked[0]?.rank === Number.POSITIVE_INFINITY;
  return { way: isSmall || isCommon || isShort ? "walk" : "index", patterns };
}

/** Makes the search for a text; undefined without words, which finds everything. */
export async function searchFor(
  db: Queryable,
  tenantId: TenantId,
  text: string | undefined,
): Promise<Search | undefined> {
  const words = wordsOf(text ?? "");
  if (words.length === 0) return undefined;
  return chooseWay(words, await sampleTickets(db, tenantId, words.map(containing)));
}
