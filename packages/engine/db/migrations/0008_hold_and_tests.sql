-- Set when a webhook is paused, cleared when its last open delivery was turned `held` or when it is resumed before that.
-- The round that does the turning (webhook/hold-deliveries.ts) works in chunks and may be killed in between.
ALTER TABLE ticketwire.lane_heads ADD COLUMN must_hold boolean NOT NULL DEFAULT false;

-- An event that was made up for a test delivery: it belongs to no ticket and is never recovered for another webhook.
ALTER TABLE ticketwire.events ADD COLUMN is_test boolean NOT NULL DEFAULT false;
