-- Whether an event passes a webhook's event_filter: the one place, called by fan-out and by recover.
-- The parts of a filter are joined by AND; an absent or empty part asks for nothing. None of these functions can fail:
-- an operator that does not fit the type of a value is simply not fulfilled. The rules case by case: docs/reference/event-filters.md.

-- The value of a condition's field in `data`; NULL when it is missing or JSON null. `changes` is the list of changed fields.
CREATE FUNCTION ticketwire.filter_value(content jsonb, field text) RETURNS jsonb
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  AS $$
  DECLARE
    value jsonb;
  BEGIN
    IF field = 'changes' THEN
      IF jsonb_typeof(content -> 'changes') = 'object' THEN
        SELECT jsonb_agg(key) INTO value FROM jsonb_object_keys(content -> 'changes') AS key;
      END IF;
    ELSIF strpos(field, '.') > 0 THEN
      value := content -> split_part(field, '.', 1) -> substr(field, strpos(field, '.') + 1);
    ELSE
      value := content -> field;
    END IF;
    RETURN nullif(value, 'null');
  END $$;

-- One comparison. Lists are equal when they have the same members; text compares by code point, which is the order of time
-- for our timestamps too.
CREATE FUNCTION ticketwire.condition_matches(actual jsonb, operator text, expected jsonb) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  AS $$
  DECLARE
    kind text := coalesce(jsonb_typeof(actual), 'null');
    wanted text := coalesce(jsonb_typeof(expected), 'null');
  BEGIN
    CASE operator
      WHEN 'not_equals' THEN RETURN NOT ticketwire.condition_matches(actual, 'equals', expected);
      WHEN 'not_contains' THEN RETURN NOT ticketwire.condition_matches(actual, 'contains', expected);
      WHEN 'not_in' THEN RETURN NOT ticketwire.condition_matches(actual, 'in', expected);
      WHEN 'equals' THEN
        IF kind = 'null' OR wanted = 'null' THEN RETURN kind = wanted; END IF;
        IF kind = 'array' AND wanted = 'array' THEN RETURN actual @> expected AND expected @> actual; END IF;
        RETURN actual = expected;
      WHEN 'contains' THEN
        IF kind = 'array' THEN RETURN wanted <> 'null' AND actual @> jsonb_build_array(expected); END IF;
        RETURN kind = 'string' AND wanted = 'string' AND strpos(actual #>> '{}', expected #>> '{}') > 0;
      WHEN 'in' THEN
        IF wanted <> 'array' THEN RETURN false; END IF;
        IF kind = 'array' THEN
          RETURN EXISTS (SELECT FROM jsonb_array_elements(actual) AS member WHERE expected @> jsonb_build_array(member));
        END IF;
        RETURN expected @> jsonb_build_array(actual);
      WHEN 'greater_than' THEN
        IF kind = 'number' AND wanted = 'number' THEN RETURN actual::numeric > expected::numeric; END IF;
        RETURN kind = 'string' AND wanted = 'string' AND (actual #>> '{}') COLLATE "C" > (expected #>> '{}') COLLATE "C";
      WHEN 'less_than' THEN
        IF kind = 'number' AND wanted = 'number' THEN RETURN actual::numeric < expected::numeric; END IF;
        RETURN kind = 'string' AND wanted = 'string' AND (actual #>> '{}') COLLATE "C" < (expected #>> '{}') COLLATE "C";
      ELSE RETURN false;
    END CASE;
  END $$;

-- `event` is the whole envelope. True when there is no filter.
CREATE FUNCTION ticketwire.filter_matches(filter jsonb, event jsonb) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  AS $$
  DECLARE
    content jsonb := event -> 'data';
    condition jsonb;
  BEGIN
    IF jsonb_typeof(filter -> 'entity_ids') = 'array' AND filter -> 'entity_ids' <> '[]'
      AND NOT coalesce((filter -> 'entity_ids') ? (content ->> 'ticket_id'), false) THEN
      RETURN false;
    END IF;
    IF jsonb_typeof(filter -> 'tags') = 'array' AND filter -> 'tags' <> '[]'
      AND NOT ticketwire.condition_matches(nullif(content -> 'tags', 'null'), 'in', filter -> 'tags') THEN
      RETURN false;
    END IF;
    IF jsonb_typeof(filter -> 'conditions') = 'array' THEN
      FOR condition IN SELECT jsonb_array_elements(filter -> 'conditions') LOOP
        IF NOT coalesce(ticketwire.condition_matches(
          ticketwire.filter_value(content, condition ->> 'field'), condition ->> 'operator', condition -> 'value'), false) THEN
          RETURN false;
        END IF;
      END LOOP;
    END IF;
    RETURN true;
  END $$;
