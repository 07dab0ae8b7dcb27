-- The token bucket of each API key, shared by all processes, which take from it in slices (access/lease-tokens.ts).
-- Unlogged: a bucket that is full again after a crash harms nobody, and no write of it waits for the disk.
CREATE UNLOGGED TABLE ticketwire.rate_buckets (
  tenant_id uuid NOT NULL,
  api_key_id uuid NOT NULL,
  tokens double precision NOT NULL,
  -- The slice that the last statement took; only its RETURNING reads it.
  granted int NOT NULL,
  refilled_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, api_key_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

SELECT ticketwire.bind_to_tenant('rate_buckets');
