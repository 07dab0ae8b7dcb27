// Search by words: each word must stand somewhere in number, title, client or contact name, whatever its case.
// Two ways lead to the tickets, and each is slow where the other is quick: a rare word is found by the index over trigrams, a
// word that stands in every fiftieth ticket by walking along the order of the list until the page is full. A look at the
// newest tickets that the filters let through says which one to take.
// In: what a person typed, and the filters. Out: the way, as SQL text.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { type Fragment, fragment, sql, unprepared } from "../db/sql.ts";
import { textLiteral, uuidLiteral } from "./literals.ts";

/** Words looked at; more would only cost. */
const MOST_WORDS = 8;

/** The shortest word that an index over trigrams narrows by. */
const INDEXED_LENGTH = 3;

/** Newest tickets that are looked at before a search. */
const SAMPLE = 2_000;

/** A search that hits one of this many tickets walks along the list. */
const COMMON = 50;

/** One word, as the sample knows it. */
export interface Word {
  /** A LIKE pattern, folded. */
  readonly pattern: string;
  /** Tickets of the sample that hold it. */
  readonly hits: number;
  /** Stands in the name of a client or contact, too. Otherwise only number and title can hold it. */
  readonly isNamed: boolean;
}

export interface Sample {
  /** Tickets looked at: all that the filters let through, when there are fewer than the sample is large. */
  readonly looked: number;
  /** Those that hold all words. */
  readonly hits: number;
  readonly words: readonly Word[];
}

export interface Search {
  readonly tenantId: TenantId;
  /** `walk`: along the list. The others begin with the tickets that hold `lead`, by the index or, where it is too short, without. */
  readonly way: "index" | "scan" | "walk";
  readonly words: readonly Word[];
  /** Up to two words that only number and title can hold, or one that names hold, too. */
  readonly lead: readonly Word[];
}

const TITLE_OF_TICKET = "ticketwire.fold('TKT-' || t.number || ' ' || t.title)";

const WORDS_OF_TICKET = fragment(`ticketwire.fold(concat_ws(' ', 'TKT-' || t.number, t.title,
      (SELECT client_name FROM ticketwire.clients AS y WHERE y.tenant_id = t.tenant_id AND y.client_id = t.client_id),
      (SELECT full_name FROM ticketwire.contacts AS y WHERE y.tenant_id = t.tenant_id AND y.contact_name_id = t.contact_name_id)))`);

const namedOf = (search: Search, word: Word): string => `named_${search.words.indexOf(word)}`;

/** Clients and contacts that hold a word, for each word that some of them do: steps of the statement, each led by a comma. */
function namedSteps(search: Search): string {
  const tenant = `tenant_id = ${uuidLiteral(search.tenantId)}`;
  const named = search.words.filter((word) => word.isNamed);
  return named
    .map((word) => {
      const holds = `LIKE ${textLiteral(word.pattern)}`;
      return `, ${namedOf(search, word)} AS MATERIALIZED (
      SELECT client_id AS id FROM ticketwire.clients WHERE ${tenant} AND ticketwire.fold(client_name) ${holds}
      UNION ALL
      SELECT contact_name_id FROM ticketwire.contacts WHERE ${tenant} AND ticketwire.fold(full_name) ${holds})`;
    })
    .join("");
}

/**
 * Every word stands in ticket `t`; led by AND. The planner takes a CASE to be true for every other row, and so walks along an
 * order until a page is full; of a LIKE it thinks that next to nothing matches, and would sort all.
 */
export function hasAllWords(search: Search): string {
  const parts = search.words.map((word) => {
    const inTitle = `${TITLE_OF_TICKET} LIKE ${textLiteral(word.pattern)}`;
    if (!word.isNamed) return inTitle;
    const ids = `(SELECT id FROM ${namedOf(search, word)})`;
    return `(${inTitle} OR t.client_id IN ${ids} OR t.contact_name_id IN ${ids})`;
  });
  return ` AND CASE WHEN ${parts.join(" AND ")} THEN true ELSE false END`;
}

/** The tickets that hold the leading words, by ways that each have an index; UNION takes each once. */
function candidatesOf(search: Search): string {
  const tenant = uuidLiteral(search.tenantId);
  const [first, second] = search.lead;
  if (first === undefined) return "SELECT NULL::uuid WHERE false";
  const patterns = [first, ...(second ? [second] : [])].map((word) => textLiteral(word.pattern)).join(", ");
  const find = search.way === "scan" ? "tickets_with_short_word" : "tickets_with_words";
  const texts = `SELECT found FROM ticketwire.${find}(${tenant}, ${patterns}) AS found`;
  if (!first.isNamed) return texts;
  const of = (column: string): string => `SELECT x.ticket_id FROM ${namedOf(search, first)} AS y
      JOIN ticketwire.tickets AS x ON x.tenant_id = ${tenant} AND x.${column} = y.id`;
  return `${texts} UNION ${of("client_id")} UNION ${of("contact_name_id")}`;
}

/** The steps of a statement that a search needs; `where` is what else holds of ticket `t`. Ids of all that are found lie in `matched`. */
export function searchSteps(search: Search | undefined, where: string): string {
  if (search === undefined) return "";
  if (search.way === "walk") return namedSteps(search);
  // As an array the ids are looked up in their order, which is that of entry: neighbours share pages.
  return `${namedSteps(search)}, matched AS MATERIALIZED (
    SELECT t.ticket_id FROM ticketwire.tickets AS t
    WHERE ${where} AND t.ticket_id = ANY (ARRAY(${candidatesOf(search)}))${hasAllWords(search)})`;
}

/** A LIKE pattern for "contains this text", its own wildcards escaped. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** The words of a text, each once. */
function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/u))].filter((word) => word !== "").slice(0, MOST_WORDS);
}

interface Question {
  readonly tenantId: TenantId;
  /** Conditions on ticket `t`, each led by AND. */
  readonly conditions: Fragment;
}

/** Counts words in the newest tickets that the conditions let through. */
async function sampleTickets(db: Queryable, question: Question, patterns: readonly string[]): Promise<Sample> {
  const { tenantId, conditions } = question;
  const [sample] = await db.query<Sample>(
    unprepared(sql`
    WITH asked AS MATERIALIZED (
      SELECT ticketwire.fold(p) AS pattern, place FROM unnest(${patterns}::text[]) WITH ORDINALITY AS w (p, place)
    ), recent AS MATERIALIZED (
      SELECT ${WORDS_OF_TICKET} AS words FROM ticketwire.tickets AS t
      WHERE t.tenant_id = ${tenantId}${conditions} ORDER BY t.entered_at DESC, t.ticket_id DESC LIMIT ${SAMPLE}
    ), names AS MATERIALIZED (
      SELECT ticketwire.fold(client_name) AS name FROM ticketwire.clients WHERE tenant_id = ${tenantId}
      UNION ALL SELECT ticketwire.fold(full_name) FROM ticketwire.contacts WHERE tenant_id = ${tenantId}
    )
    SELECT (SELECT count(*) FROM recent) AS looked,
      (SELECT count(*) FROM recent WHERE words LIKE ALL (ARRAY(SELECT pattern FROM asked))) AS hits,
      (SELECT json_agg(json_build_object('pattern', pattern,
          'hits', (SELECT count(*) FROM recent WHERE words LIKE pattern),
          'isNamed', EXISTS (SELECT FROM names WHERE name LIKE pattern)) ORDER BY place) FROM asked) AS words`),
  );
  return sample ?? { looked: 0, hits: 0, words: [] };
}

/** Rare before common, of equal ones the longer first. */
function byRarity(a: Word, b: Word): number {
  return a.hits === b.hits ? b.pattern.length - a.pattern.length : a.hits - b.hits;
}

// A pattern has a % at both ends; what is escaped counts double and errs to the safe side only with wildcards of one's own.
function isIndexed({ pattern }: Word): boolean {
  return pattern.replaceAll(/\\(.)/g, "$1").length - 2 >= INDEXED_LENGTH;
}

/** The words that the tickets are found by: two that only titles hold, else the rarest one. */
function leadOf(words: readonly Word[]): readonly Word[] {
  const ranked = [...words].sort(byRarity);
  const indexed = ranked.filter(isIndexed);
  const titled = indexed.filter((word) => !word.isNamed);
  if (titled.length > 0) return titled.slice(0, 2);
  return (indexed.length > 0 ? indexed : ranked).slice(0, 1);
}

/** Chooses how to search. Pure. */
export function chooseWay({ looked, hits, words }: Sample): Pick<Search, "way" | "lead"> {
  // Fewer than the sample is large: all of them are looked at soon.
  if (looked < SAMPLE || hits * COMMON >= looked) return { way: "walk", lead: [] };
  const lead = leadOf(words);
  return { way: lead.every(isIndexed) ? "index" : "scan", lead };
}

/** Makes the search for a text among what the conditions let through; undefined without words, which finds everything. */
export async function searchFor(
  db: Queryable,
  question: Question,
  text: string | undefined,
): Promise<Search | undefined> {
  const words = wordsOf(text ?? "");
  if (words.length === 0) return undefined;
  const sample = await sampleTickets(db, question, words.map(containing));
  return { tenantId: question.tenantId, words: sample.words, ...chooseWay(sample) };
}
