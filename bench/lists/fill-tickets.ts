// A million tickets, set-based: rows are made in SQL, a hundred thousand a transaction, as two years of a help desk would have
// left them. In: a place and how many. Out: tickets with their words, tags and history; what is there already stays.
import { sql } from "@ticketwire/engine/db/sql";
import type { Place } from "./place.ts";

const CHUNK = 100_000;
const FIRST_NUMBER = 1001;

/** Of 20 × 20 × 20 titles; one in 5,000 holds a rare word besides. */
const DEVICES =
  "{printer,laptop,VPN,mailbox,scanner,phone,router,server,monitor,keyboard,tablet,badge,switch,firewall,backup,wifi,projector,headset,licence,certificate}";
const TROUBLES =
  "{offline,slow,broken,missing,locked,noisy,expired,full,wrong,blocked,unreachable,frozen,overheating,lost,outdated,blank,hanging,corrupt,refused,flickering}";
const PLACES =
  "{Berlin,Oslo,Lyon,Porto,Delft,Ghent,Turin,Malmö,Graz,Cork,Leeds,Brno,Riga,Split,Basel,Vigo,Aarhus,Lodz,Turku,Kiel}";

/** Clients, contacts and people that the tickets name. */
async function fillReferences({ db, tenantId }: Place): Promise<void> {
  await db.engine.query(sql`
    INSERT INTO ticketwire.clients (tenant_id, client_id, client_name, created_at, updated_at)
    SELECT ${tenantId}, md5('client' || n)::uuid, 'Client ' || n || ' ' || (${PLACES}::text[])[1 + n % 20], now(), now()
    FROM generate_series(1, 2000) AS n ON CONFLICT DO NOTHING`);
  await db.engine.query(sql`
    INSERT INTO ticketwire.contacts (tenant_id, contact_name_id, full_name, email, client_id, created_at, updated_at)
    SELECT ${tenantId}, md5('contact' || n)::uuid, 'Person ' || n, 'person' || n || '@example.com',
      md5('client' || (1 + n % 2000))::uuid, now(), now()
    FROM generate_series(1, 10000) AS n ON CONFLICT DO NOTHING`);
  await db.engine.query(sql`
    INSERT INTO ticketwire.users (tenant_id, user_id, first_name, last_name, email, created_at, updated_at)
    SELECT ${tenantId}, md5('user' || n)::uuid, 'Agent', 'Number ' || n, 'agent' || n || '@example.com', now(), now()
    FROM generate_series(1, 40) AS n ON CONFLICT DO NOTHING`);
}

interface Chunk {
  readonly from: number;
  readonly to: number;
  /** Of how many. */
  readonly all: number;
}

// Five in six are closed. Most changed within days of their entry, so that the order of changes is another than that of entries.
async function fillChunk({ db, tenantId }: Place, chunk: Chunk): Promise<void> {
  const { from, to, all } = chunk;
  await db.engine.transaction(async (tx) => {
    await tx.query(sql`SET LOCAL synchronous_commit = off`);
    await tx.query(sql`
      CREATE TEMP TABLE made ON COMMIT DROP AS
      SELECT n, n + ${FIRST_NUMBER - 1}::bigint AS number, ticketwire.uuid_v7(entered_at, n % 4096) AS ticket_id, entered_at,
        h % 6 <> 0 AS is_closed,
        least(entered_at + (h % 800000) * interval '1 second', now() - (h % 600) * interval '1 second') AS updated_at,
        concat_ws(' ', (${DEVICES}::text[])[1 + h % 20], (${TROUBLES}::text[])[1 + h / 20 % 20], 'in',
          (${PLACES}::text[])[1 + h / 400 % 20], CASE WHEN n % 5000 = 0 THEN 'kestrel' || n END) AS title, h
      FROM (SELECT n, abs(hashint8(n)::bigint) AS h,
          date_trunc('milliseconds', now() - interval '1 minute' - (${all}::bigint - n) * (interval '730 days' / ${all}::int)) AS entered_at
        FROM generate_series(${from}::bigint, ${to}::bigint) AS n) AS numbered`);
    await tx.query(sql`
      INSERT INTO ticketwire.tickets (tenant_id, ticket_id, number, title, description, status_id, priority_id, client_id,
        contact_name_id, assigned_to, board_id, is_closed, due_date, tags, entered_at, updated_at, closed_at, version)
      SELECT ${tenantId}, m.ticket_id, m.number, m.title, repeat('It was like that this morning, too. ', 6), s.status_id,
        p.ids[1 + h % 4], md5('client' || (1 + h % 2000))::uuid, md5('contact' || (1 + h % 10000))::uuid,
        CASE WHEN h % 4 > 0 THEN md5('user' || (1 + h % 40))::uuid END, s.board_id, m.is_closed,
        CASE WHEN h % 3 = 0 THEN date_trunc('milliseconds', entered_at + interval '7 days') END,
        CASE WHEN h % 5 = 0 THEN ARRAY['tag-' || h % 50, 'vip'] ELSE '{}' END, entered_at,
        date_trunc('milliseconds', updated_at), CASE WHEN m.is_closed THEN date_trunc('milliseconds', updated_at) END, 1
      FROM made AS m
      CROSS JOIN (SELECT array_agg(priority_id ORDER BY priority_id) AS ids FROM ticketwire.priorities) AS p
      JOIN (SELECT status_id, board_id, is_closed, row_number() OVER (PARTITION BY is_closed ORDER BY status_id) AS place
        FROM ticketwire.statuses) AS s ON s.is_closed = m.is_closed AND s.place = 1 + h % CASE WHEN m.is_closed THEN 2 ELSE 3 END`);
    await tx.query(sql`
      INSERT INTO ticketwire.ticket_texts (tenant_id, ticket_id, words)
      SELECT ${tenantId}, ticket_id, ticketwire.fold('TKT-' || number || ' ' || title) FROM made`);
    await tx.query(sql`
      INSERT INTO ticketwire.ticket_history (tenant_id, ticket_id, version, changed_at, changes)
      SELECT ${tenantId}, ticket_id, 1, date_trunc('milliseconds', updated_at), '{}' FROM made`);
    await tx.query(sql`
      INSERT INTO ticketwire.ticket_tags (tenant_id, tag, ticket_id)
      SELECT ${tenantId}, unnest(ARRAY['tag-' || h % 50, 'vip']), ticket_id FROM made WHERE h % 5 = 0`);
    await tx.query(sql`
      INSERT INTO ticketwire.ticket_counters (tenant_id, last_number) VALUES (${tenantId}, ${to + FIRST_NUMBER - 1})
      ON CONFLICT (tenant_id) DO UPDATE SET last_number = excluded.last_number`);
  });
}

/** Fills up to `all` tickets. */
export async function fillTickets(place: Place, all: number): Promise<void> {
  await fillReferences(place);
  const [present] = await place.db.engine.query<{ n: number }>(sql`SELECT count(*) AS n FROM ticketwire.tickets`);
  const begins = present?.n ?? 0;
  for (let from = begins + 1; from <= all; from += CHUNK) {
    await fillChunk(place, { from, to: Math.min(all, from + CHUNK - 1), all });
    console.log(`tickets: ${Math.min(all, from + CHUNK - 1)} of ${all}`);
  }
  if (begins < all)
    for (const name of ["tickets", "ticket_texts", "ticket_history", "ticket_tags", "clients", "contacts"])
      await vacuum(place, name);
}

/** As autovacuum would have left it by the time somebody looks. */
export async function vacuum({ db }: Pick<Place, "db">, table: string): Promise<void> {
  const session = await db.openSession();
  await session.query(`VACUUM (ANALYZE) ticketwire.${table}`);
  await session.end();
}
