-- Writes of tickets that come at the same moment share a statement, so events of several moments are published by one call.

-- The one place where events come to be: as ticketwire.publish, with a moment for each event (null: now).
CREATE FUNCTION ticketwire.publish_many(
  tenant uuid, types text[], subjects uuid[], datas text[], moments timestamptz[], wake boolean DEFAULT true
) RETURNS TABLE (event_id uuid, occurred_at timestamptz)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$
  DECLARE
    present timestamptz := clock_timestamp();
    clock timestamptz := date_trunc('milliseconds', present);
    -- Ids of one millisecond sort by their microseconds: two publications one after the other keep their order.
    micros bigint := 4 * (extract(microseconds FROM present)::bigint % 1000);
    today date := (clock AT TIME ZONE 'UTC')::date;
    scope text := ticketwire.bound_tenant();
  BEGIN
    IF scope <> '*' AND scope <> tenant::text THEN
      PERFORM set_config('ticketwire.tenant', tenant::text, true);
    END IF;
    RETURN QUERY
      WITH minted AS (
        SELECT ticketwire.uuid_v7(clock, micros + given.ordinal - 1) AS id, given.type, given.subject, given.data, given.ordinal,
          date_trunc('milliseconds', coalesce(given.moment, clock)) AS happened
        FROM unnest(types, subjects, datas, moments) WITH ORDINALITY AS given (type, subject, data, moment, ordinal)
      ), waiting AS (
        INSERT INTO ticketwire.outbox (tenant_id, occurred_at, event_id, day, event_type, subject_id)
        SELECT tenant, happened, id, today, type, subject FROM minted
      ), written AS (
        INSERT INTO ticketwire.events (tenant_id, day, event_id, event_type, subject_id, occurred_at, body)
        SELECT tenant, today, id, type, subject, happened,
          '{"event_id":"' || id || '","event_type":' || to_json(type) || ',"occurred_at":"'
          || to_char(happened AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
          || '","tenant_id":"' || tenant || '","data":' || data || '}'
        FROM minted
      )
      SELECT id, happened FROM minted ORDER BY ordinal;
    IF wake THEN
      PERFORM pg_notify('ticketwire_events', '');
    END IF;
  END $$;

-- Events of one moment: what an embedding program calls inside its transaction (outbox/publish.ts).
CREATE OR REPLACE FUNCTION ticketwire.publish(
  tenant uuid, types text[], subjects uuid[], datas text[], moment timestamptz DEFAULT NULL, wake boolean DEFAULT true
) RETURNS TABLE (event_id uuid, occurred_at timestamptz)
  LANGUAGE sql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT * FROM ticketwire.publish_many(tenant, types, subjects, datas, array_fill(moment, ARRAY[cardinality(types)]), wake)
  $$;
