-- Deliveries that do not move by themselves any more, found without a walk over history: releasing, recovering and counting
-- what is held or abandoned. A generated column, because an index on `status` itself would end the in-place update of a
-- delivery that succeeds at once: here NULL stays NULL. The index holds only such rows, so a healthy webhook never writes to it.
ALTER TABLE ticketwire.deliveries ADD COLUMN set_aside text
  GENERATED ALWAYS AS (CASE WHEN status IN ('held', 'abandoned') THEN status END) STORED;
CREATE INDEX deliveries_set_aside ON ticketwire.deliveries (tenant_id, webhook_id, set_aside, sequence)
  WHERE set_aside IS NOT NULL;
