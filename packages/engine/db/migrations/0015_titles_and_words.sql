-- Lists by title walk along this index; without it a million titles were sorted for each page (750 ms). It stands on the words of
-- search and not on the tickets, because those are written only with a new title: other writes do not pay for it.
CREATE INDEX ticket_texts_by_title ON ticketwire.ticket_texts
  (tenant_id, (left(substr(words, strpos(words, ' ') + 1), 80) COLLATE "C"), ticket_id);

-- Tickets that hold two words: together they narrow the index, one alone may stand in fifty thousand. Guarded as the one for
-- one word is (0001).
CREATE FUNCTION ticketwire.tickets_with_words(tenant uuid, pattern text, other text) RETURNS SETOF uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
    SELECT ticket_id FROM ticketwire.ticket_texts
    WHERE tenant_id = tenant AND words LIKE pattern AND words LIKE other AND ticketwire.bound_tenant() IN ('*', tenant::text)
  $$;

-- For words that are too short for trigrams: all of the tenant's are read, which the index would only make slower (1,300 ms
-- against 200 of a million).
CREATE FUNCTION ticketwire.tickets_with_short_word(tenant uuid, pattern text) RETURNS SETOF uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
    SELECT ticket_id FROM ticketwire.ticket_texts
    WHERE tenant_id = tenant AND words || '' LIKE pattern AND ticketwire.bound_tenant() IN ('*', tenant::text)
  $$;
