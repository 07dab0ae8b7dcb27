-- Behind every tenant-bound statement stands a policy: a connection sees the rows of the tenant it is bound to, and nothing
-- when it is bound to none. FORCE makes it hold for the owner of the tables too; superusers are outside of it.
-- Partitions are reached through their parents only.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'ticketwire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      -- Read through ticketwire.tickets_with_words only, which asks the same.
      AND c.relname <> 'ticket_texts'
  LOOP
    PERFORM ticketwire.bind_to_tenant(name);
  END LOOP;
END $$;
