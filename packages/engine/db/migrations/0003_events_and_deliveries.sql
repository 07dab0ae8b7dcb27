-- Events, what waits for fan-out, deliveries and attempts: in daily partitions (by the UTC day of the event), tenant first,
-- day second in every key. A delivery, its attempts and its figures lie on the day of their event and go with it.
-- A default partition catches what arrives when no partition was made in time (db/partitions.ts moves it).

CREATE TABLE ticketwire.events (
  tenant_id uuid NOT NULL,
  day date NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  subject_id uuid,
  occurred_at timestamptz NOT NULL,
  -- The envelope: the very bytes that are signed and sent, once per event.
  body text NOT NULL,
  PRIMARY KEY (tenant_id, day, event_id)
) PARTITION BY RANGE (day);
CREATE INDEX events_by_subject ON ticketwire.events (tenant_id, subject_id, event_id) WHERE subject_id IS NOT NULL;
CREATE TABLE ticketwire.events_default PARTITION OF ticketwire.events DEFAULT;

-- The waiting mark of a committed event; fan-out deletes it in the transaction that writes the deliveries.
-- A mark, not a cursor: an event that commits late is found all the same.
CREATE TABLE ticketwire.outbox (
  tenant_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  event_id uuid NOT NULL,
  day date NOT NULL,
  event_type text NOT NULL,
  subject_id uuid,
  PRIMARY KEY (tenant_id, occurred_at, event_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- Four indexes at most. A first attempt finds its row by sequence, so a delivery that succeeds at once never touches an
-- indexed column and its one update stays on its page (fillfactor leaves the room).
CREATE TABLE ticketwire.deliveries (
  tenant_id uuid NOT NULL,
  day date NOT NULL,
  delivery_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  event_id uuid NOT NULL,
  subject_id uuid,
  -- Null on test deliveries.
  sequence bigint,
  created_at timestamptz NOT NULL,
  event_type text NOT NULL,
  status text NOT NULL,
  is_test boolean NOT NULL DEFAULT false,
  attempt_number int NOT NULL DEFAULT 0,
  -- Failed attempts since the retry ladder began.
  ladder_step int NOT NULL DEFAULT 0,
  -- Null until something fails, parks or releases it.
  next_attempt_at timestamptz,
  completed_at timestamptz,
  reason text,
  -- Frozen with the delivery, so that a retry sends the same bytes after the webhook's choice of fields changed.
  payload_fields jsonb,
  -- The last attempt; earlier ones lie in attempts.
  attempted_at timestamptz,
  request_url text,
  request_headers text,
  response_status_code int,
  response_headers text,
  response_body text,
  response_truncated boolean,
  duration_ms real,
  -- dns, connect, tls, first byte, total; milliseconds
  timing real[],
  error_class text,
  error_message text,
  PRIMARY KEY (tenant_id, day, delivery_id)
) PARTITION BY RANGE (day);
CREATE INDEX deliveries_by_sequence ON ticketwire.deliveries (tenant_id, webhook_id, sequence);
CREATE INDEX deliveries_due ON ticketwire.deliveries (tenant_id, webhook_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE TABLE ticketwire.deliveries_default PARTITION OF ticketwire.deliveries DEFAULT;

CREATE TABLE ticketwire.attempts (
  tenant_id uuid NOT NULL,
  day date NOT NULL,
  delivery_id uuid NOT NULL,
  attempt_number int NOT NULL,
  attempted_at timestamptz NOT NULL,
  request_url text,
  request_headers text,
  response_status_code int,
  response_headers text,
  response_body text,
  response_truncated boolean,
  duration_ms real,
  timing real[],
  error_class text,
  error_message text,
  PRIMARY KEY (tenant_id, day, delivery_id, attempt_number)
) PARTITION BY RANGE (day);
CREATE TABLE ticketwire.attempts_default PARTITION OF ticketwire.attempts DEFAULT;

-- Rolled-up figures per webhook and minute. `latency` counts attempts by upper bound of their duration (webhook/latency.ts).
CREATE TABLE ticketwire.delivery_stats (
  tenant_id uuid NOT NULL,
  day date NOT NULL,
  webhook_id uuid NOT NULL,
  minute timestamptz NOT NULL,
  delivered int NOT NULL,
  failed int NOT NULL,
  abandoned int NOT NULL,
  latency int[] NOT NULL,
  PRIMARY KEY (tenant_id, day, webhook_id, minute)
) PARTITION BY RANGE (day);
CREATE TABLE ticketwire.delivery_stats_default PARTITION OF ticketwire.delivery_stats DEFAULT;

-- The delivery of an event to a webhook. Derived, so that the same pair can never become two deliveries: the primary key refuses it.
-- The time part is the event's, the rest a hash: still a valid version 7 UUID.
CREATE FUNCTION ticketwire.delivery_id(event_id uuid, webhook_id uuid) RETURNS uuid
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT (substr(event_id::text, 1, 14) || '7' || substr(h, 1, 3) || '-8' || substr(h, 4, 3) || '-' || substr(h, 7, 12))::uuid
    FROM (SELECT encode(sha256(uuid_send(event_id) || uuid_send(webhook_id)), 'hex') AS h) AS hashed
  $$;

-- The one place where events come to be; called inside the transaction of the change they tell of (outbox/publish.ts).
-- `datas` are JSON texts and stay byte for byte. Defined with its owner's rights, so that an embedding program's role needs
-- nothing but EXECUTE. `wake` sends a NOTIFY with the commit; PostgreSQL serialises commits that notify, so the ticket
-- stage leaves it out and wakes once for many commits.
CREATE FUNCTION ticketwire.publish(
  tenant uuid, types text[], subjects uuid[], datas text[], moment timestamptz DEFAULT NULL, wake boolean DEFAULT true
) RETURNS TABLE (event_id uuid, occurred_at timestamptz)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$
  DECLARE
    present timestamptz := clock_timestamp();
    clock timestamptz := date_trunc('milliseconds', present);
    -- Ids of one millisecond sort by their microseconds: two publications one after the other keep their order.
    micros bigint := 4 * (extract(microseconds FROM present)::bigint % 1000);
    happened timestamptz := date_trunc('milliseconds', coalesce(moment, clock));
    today date := (clock AT TIME ZONE 'UTC')::date;
    stamp text := to_char(happened AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
    scope text := ticketwire.bound_tenant();
  BEGIN
    IF scope <> '*' AND scope <> tenant::text THEN
      PERFORM set_config('ticketwire.tenant', tenant::text, true);
    END IF;
    RETURN QUERY
      WITH minted AS (
        SELECT ticketwire.uuid_v7(clock, micros + given.ordinal - 1) AS id, given.type, given.subject, given.data, given.ordinal
        FROM unnest(types, subjects, datas) WITH ORDINALITY AS given (type, subject, data, ordinal)
      ), waiting AS (
        INSERT INTO ticketwire.outbox (tenant_id, occurred_at, event_id, day, event_type, subject_id)
        SELECT tenant, happened, id, today, type, subject FROM minted
      ), written AS (
        INSERT INTO ticketwire.events (tenant_id, day, event_id, event_type, subject_id, occurred_at, body)
        SELECT tenant, today, id, type, subject, happened,
          '{"event_id":"' || id || '","event_type":' || to_json(type) || ',"occurred_at":"' || stamp
          || '","tenant_id":"' || tenant || '","data":' || data || '}'
        FROM minted
      )
      SELECT id, happened FROM minted ORDER BY ordinal;
    IF wake THEN
      PERFORM pg_notify('ticketwire_events', '');
    END IF;
  END $$;
