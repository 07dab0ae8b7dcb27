-- What an owner carries in memory and writes back must not undo what was changed beside it.
ALTER TABLE ticketwire.lanes
  -- Moves when somebody else sets what the owner carries (resume, rotation). An owner that carries an older one leaves those columns alone.
  ADD COLUMN resets bigint NOT NULL DEFAULT 0,
  -- The last write of outcomes: the same one again, because its answer got lost, counts nothing twice.
  ADD COLUMN last_write uuid,
  -- The receiver answered 410. Kept with the outcome, so that the webhook is disabled whatever is killed in between.
  ADD COLUMN gone_at timestamptz;

-- What waits for an earlier event of its ticket has the due time infinity; with the subject in the index the next one of a
-- ticket is found at once, however many wait.
DROP INDEX ticketwire.deliveries_due;
CREATE INDEX deliveries_due ON ticketwire.deliveries (tenant_id, webhook_id, next_attempt_at, subject_id)
  WHERE next_attempt_at IS NOT NULL;

-- When the clock was last looked at for retention: a clock that leaps does not make everything old at once (db/partitions.ts).
CREATE TABLE ticketwire.retention (
  "only" boolean PRIMARY KEY DEFAULT true CHECK ("only"),
  seen_at timestamptz NOT NULL,
  -- Nothing is dropped before: the clock has leapt, or nothing ran for days.
  drop_after timestamptz NOT NULL
);
