-- Tenants, their people and reference rows, and tickets.
-- Every key begins with the tenant, so that the tables can be spread by tenant; no foreign key spans tenants.

CREATE SCHEMA IF NOT EXISTS ticketwire;

-- Which tenant a connection may see: a tenant's id, or '*' for the engine's own statements. Unset sees nothing.
CREATE FUNCTION ticketwire.bound_tenant() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('ticketwire.tenant', true), '') $$;

-- The same as an id: NULL for '*', and an id that no tenant has when it is unset.
CREATE FUNCTION ticketwire.bound_tenant_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
    SELECT nullif(coalesce(nullif(current_setting('ticketwire.tenant', true), ''), '00000000-0000-0000-0000-000000000000'), '*')::uuid
  $$;

-- Puts a table behind row-level security: a connection reads and writes rows of the tenant it is bound to. FORCE makes it hold for
-- the owner of the table too; superusers are outside of it. Reading asks for the bound tenant once a statement, however many
-- rows it looks at; a row that is written asks for itself, which is cheaper for the few that a statement writes.
CREATE FUNCTION ticketwire.bind_to_tenant(name text) RETURNS void
  LANGUAGE plpgsql
  AS $$
  BEGIN
    EXECUTE format('ALTER TABLE ticketwire.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE ticketwire.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant_bound ON ticketwire.%I '
      'USING (coalesce(tenant_id = (SELECT ticketwire.bound_tenant_id()), true)) '
      'WITH CHECK (tenant_id::text = current_setting(''ticketwire.tenant'', true) OR current_setting(''ticketwire.tenant'', true) = ''*'')',
      name);
  END $$;

-- A version 7 UUID (RFC 9562, 5.7) for a moment; `ordinal` keeps ids of one call in order within the millisecond.
CREATE FUNCTION ticketwire.uuid_v7(moment timestamptz, ordinal bigint DEFAULT 0) RETURNS uuid
  LANGUAGE sql VOLATILE PARALLEL SAFE
  AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM moment) * 1000)::bigint + ordinal / 4096), 12, '0')
      || '7' || lpad(to_hex(ordinal % 4096), 3, '0')
      || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid
  $$;

-- Whether the transaction that wrote a row version (its xmin) was over when a snapshot was taken. A row's xmin has lost its
-- epoch; it is taken to be the one nearest to the snapshot, which is right for rows written within 2^31 transactions of it.
CREATE FUNCTION ticketwire.was_written_before(writer xid, seen pg_snapshot) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
    SELECT pg_visible_in_snapshot(greatest(0, CASE
      WHEN near - bound > 2147483648 THEN near - 4294967296
      WHEN bound - near > 2147483648 THEN near + 4294967296
      ELSE near END)::text::xid8, seen)
    FROM (SELECT bound, bound - bound % 4294967296 + writer::text::bigint AS near
      FROM (SELECT pg_snapshot_xmax(seen)::text::bigint AS bound) AS upper) AS placed
  $$;

-- A text without the difference of upper and lower case, in every script and whatever the locale of the database: search and
-- the order of titles compare by it. The built-in collation of PostgreSQL 17, or that of ICU before.
DO $$
DECLARE
  place text := (SELECT quote_ident(collname) FROM pg_collation WHERE collname IN ('pg_c_utf8', 'und-x-icu') AND collencoding IN (-1, 6)
    ORDER BY collname = 'pg_c_utf8' DESC LIMIT 1);
BEGIN
  EXECUTE format('CREATE FUNCTION ticketwire.fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L',
    'SELECT lower(given' || coalesce(' COLLATE ' || place, '') || ') COLLATE "C"');
END $$;

CREATE TABLE ticketwire.tenants (
  tenant_id uuid PRIMARY KEY,
  name text NOT NULL,
  default_board_id uuid,
  default_client_id uuid,
  default_priority_id uuid,
  -- Moves with every change of a row that tickets refer to: who keeps such rows in memory compares it (ticket/reference-cache.ts).
  reference_version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL
);

CREATE TABLE ticketwire.users (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  user_id uuid NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  email text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id)
);

-- Only SHA-256 of a key is stored. Looked up by hash before any tenant is known: the third, named scan across tenants.
CREATE TABLE ticketwire.api_keys (
  tenant_id uuid NOT NULL,
  api_key_id uuid NOT NULL,
  key_hash bytea NOT NULL,
  key_hint text NOT NULL,
  name text NOT NULL,
  user_id uuid NOT NULL,
  scopes text[] NOT NULL,
  -- May make and list tenants. Only the key of the first start has it, and those that it makes.
  is_installation_admin boolean NOT NULL DEFAULT false,
  rate_limit jsonb,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (tenant_id, api_key_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES ticketwire.users
);
CREATE UNIQUE INDEX api_keys_by_hash ON ticketwire.api_keys (key_hash);

CREATE TABLE ticketwire.idempotency_keys (
  tenant_id uuid NOT NULL,
  api_key_id uuid NOT NULL,
  idempotency_key text NOT NULL,
  request_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- While the first call still runs these are null.
  response_status int,
  response_headers jsonb,
  response_body bytea,
  PRIMARY KEY (tenant_id, api_key_id, idempotency_key)
);
CREATE INDEX idempotency_keys_by_expiry ON ticketwire.idempotency_keys (expires_at);

CREATE TABLE ticketwire.clients (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  client_id uuid NOT NULL,
  client_name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, client_id)
);

CREATE TABLE ticketwire.contacts (
  tenant_id uuid NOT NULL,
  contact_name_id uuid NOT NULL,
  full_name text NOT NULL,
  email text,
  client_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, contact_name_id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES ticketwire.clients
);

CREATE TABLE ticketwire.boards (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  board_id uuid NOT NULL,
  board_name text NOT NULL,
  default_status_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, board_id)
);

CREATE TABLE ticketwire.statuses (
  tenant_id uuid NOT NULL,
  status_id uuid NOT NULL,
  board_id uuid NOT NULL,
  name text NOT NULL,
  is_closed boolean NOT NULL DEFAULT false,
  order_number int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, status_id),
  FOREIGN KEY (tenant_id, board_id) REFERENCES ticketwire.boards
);

CREATE TABLE ticketwire.priorities (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  priority_id uuid NOT NULL,
  priority_name text NOT NULL,
  order_number int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, priority_id)
);

CREATE TABLE ticketwire.categories (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  category_id uuid NOT NULL,
  category_name text NOT NULL,
  parent_category_id uuid,
  board_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, category_id),
  FOREIGN KEY (tenant_id, parent_category_id) REFERENCES ticketwire.categories,
  FOREIGN KEY (tenant_id, board_id) REFERENCES ticketwire.boards
);

CREATE TABLE ticketwire.teams (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  team_id uuid NOT NULL,
  team_name text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, team_id)
);

-- The last ticket number given out, per tenant. Taken in small batches by a statement of its own (ticket/ticket-number.ts),
-- so that concurrent creates do not queue behind one row for the length of a commit.
CREATE TABLE ticketwire.ticket_counters (
  tenant_id uuid PRIMARY KEY REFERENCES ticketwire.tenants,
  last_number bigint NOT NULL DEFAULT 1000
) WITH (fillfactor = 50);

-- Reference rows are never deleted and every write reads those it names (ticket/read-for-change.ts), so no foreign keys:
-- each would cost a write a lookup and, worse, all writers a lock on the same few rows of statuses, boards and clients.
-- Every write moves updated_at, so every index here is paid by every write; each one serves a list that would be slow without.
CREATE TABLE ticketwire.tickets (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  -- Shown as TKT-<number>.
  number bigint NOT NULL,
  title text NOT NULL,
  description text,
  status_id uuid NOT NULL,
  priority_id uuid NOT NULL,
  client_id uuid NOT NULL,
  contact_name_id uuid,
  location_id uuid,
  category_id uuid,
  subcategory_id uuid,
  assigned_to uuid,
  assigned_team_id uuid,
  board_id uuid NOT NULL,
  is_closed boolean NOT NULL,
  due_date timestamptz,
  tags text[] NOT NULL DEFAULT '{}',
  -- json, not jsonb: comes back as it was written, key order included.
  attributes json NOT NULL DEFAULT '{}',
  entered_at timestamptz NOT NULL,
  entered_by uuid,
  updated_at timestamptz NOT NULL,
  closed_at timestamptz,
  version int NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id),
  UNIQUE (tenant_id, number)
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX tickets_by_update ON ticketwire.tickets (tenant_id, updated_at, ticket_id);
-- With what is filtered by most besides: a million tickets are filtered and counted without a look at the table.
CREATE INDEX tickets_by_entry ON ticketwire.tickets (tenant_id, entered_at, ticket_id)
  INCLUDE (is_closed, priority_id, board_id, assigned_to);
CREATE INDEX tickets_by_status ON ticketwire.tickets (tenant_id, status_id, entered_at, ticket_id);
CREATE INDEX tickets_by_client ON ticketwire.tickets (tenant_id, client_id, entered_at, ticket_id);
CREATE INDEX tickets_by_contact ON ticketwire.tickets (tenant_id, contact_name_id) WHERE contact_name_id IS NOT NULL;
CREATE INDEX tickets_by_closing ON ticketwire.tickets (tenant_id, closed_at, ticket_id) WHERE closed_at IS NOT NULL;

-- The tags of tickets once more, to find tickets by: written only when a ticket is made or its tags change. An index over the
-- array would be moved by every write, and could not be used behind row-level security, whose operators must be leakproof.
CREATE TABLE ticketwire.ticket_tags (
  tenant_id uuid NOT NULL,
  tag text NOT NULL,
  ticket_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, tag, ticket_id)
);

-- What search looks through: number and title, folded ("tkt-1042 printer on fire"). Apart from the ticket because an index over words
-- is dear to move: written only when the ticket is made or its title changes.
CREATE TABLE ticketwire.ticket_texts (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  words text NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id)
);

-- The one way to read ticket_texts; `pattern` is folded. A policy on that table would keep LIKE away from its index, because
-- LIKE is not leakproof; the tenant that a connection is bound to is asked for here instead, and what is found are ids of a
-- table with a policy.
CREATE FUNCTION ticketwire.tickets_with_words(tenant uuid, pattern text) RETURNS SETOF uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
    SELECT ticket_id FROM ticketwire.ticket_texts
    WHERE tenant_id = tenant AND words LIKE pattern AND ticketwire.bound_tenant() IN ('*', tenant::text)
  $$;

-- One row per version: what that write changed. Lists use it to tell where a ticket stood when a walk through pages began.
CREATE TABLE ticketwire.ticket_history (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  version int NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  -- {field: {previous, new}}; closed_at included, and comment_id for a comment.
  changes json NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, version)
);

CREATE TABLE ticketwire.comments (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  comment_id uuid NOT NULL,
  comment_text text NOT NULL,
  is_internal boolean NOT NULL,
  is_resolution boolean NOT NULL,
  author_id uuid,
  author_type text CHECK (author_type IN ('internal', 'client')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, comment_id)
);
CREATE INDEX comments_in_order ON ticketwire.comments (tenant_id, ticket_id, created_at, comment_id);

-- Search is the same statement with and without these; with them it stays fast. Both are extensions that the owner of a
-- database may add by itself where their files are installed.
DO $$
DECLARE
  place text;
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA ticketwire;
  CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA ticketwire;
  SELECT extnamespace::regnamespace::text INTO place FROM pg_extension WHERE extname = 'pg_trgm';
  EXECUTE format('CREATE INDEX ticket_texts_by_words ON ticketwire.ticket_texts USING gin (tenant_id, words %s.gin_trgm_ops) '
    -- What waits to be sorted into the index stays small: the writer whose turn it is to do so is not held up for long.
    'WITH (gin_pending_list_limit = 512)', place);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'search runs without an index: %', SQLERRM;
END $$;
