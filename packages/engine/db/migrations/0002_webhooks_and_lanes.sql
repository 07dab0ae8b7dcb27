-- The subscriber's side: webhooks, the two halves of a lane, processes, and what is told to owners.

CREATE TABLE ticketwire.webhooks (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  webhook_id uuid NOT NULL,
  name text NOT NULL,
  description text,
  url text NOT NULL,
  event_types text[] NOT NULL,
  is_active boolean NOT NULL,
  verify_ssl boolean NOT NULL,
  -- Encrypted JSON {name: value}; the names alone are shown.
  custom_headers bytea,
  event_filter jsonb,
  payload_fields jsonb,
  rate_limit jsonb,
  max_concurrency int NOT NULL,
  timeout_ms int NOT NULL,
  ordering text NOT NULL CHECK (ordering IN ('none', 'ticket')),
  retry_schedule int[] NOT NULL,
  retry_config jsonb,
  tags text[] NOT NULL DEFAULT '{}',
  metadata jsonb NOT NULL DEFAULT '{}',
  -- AES-256-GCM, see webhook/secret-box.ts.
  signing_secret bytea NOT NULL,
  previous_secret bytea,
  previous_secret_expires_at timestamptz,
  rotated_at timestamptz,
  created_by uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  auto_disabled_at timestamptz,
  disabled_reason text,
  deleted_at timestamptz,
  PRIMARY KEY (tenant_id, webhook_id)
);

-- What fan-out writes of a lane. Its row lock makes sequences dense and lets them become visible in order:
-- a batch holds it until commit, so a reader never sees n+1 before n. `paused` is the truth about `held`,
-- because it is read under that lock.
CREATE TABLE ticketwire.lane_heads (
  tenant_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  last_sequence bigint NOT NULL DEFAULT 0,
  paused boolean NOT NULL,
  PRIMARY KEY (tenant_id, webhook_id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES ticketwire.webhooks
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What the owner writes of a lane: apart from the head, so that fan-out and sending never wait for one another.
CREATE TABLE ticketwire.lanes (
  tenant_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  origin text NOT NULL,
  owner uuid,
  -- Moves with every change of owner. A writer with an old one changes nothing.
  epoch bigint NOT NULL DEFAULT 0,
  -- No delivery at or below this sequence still waits for its first attempt.
  sent_through bigint NOT NULL DEFAULT 0,
  -- The oldest partition that may hold a delivery above sent_through.
  open_day date NOT NULL,
  -- When the next retry, parked or released delivery is due; null when none waits.
  next_due_at timestamptz,
  -- Retry-After: nothing is sent before.
  blocked_until timestamptz,
  rate_state jsonb,
  -- Which of two secrets signs first during an overlap, once a receiver has shown which one it takes.
  signature_order text NOT NULL DEFAULT 'old_first' CHECK (signature_order IN ('old_first', 'new_first')),
  new_secret_seen_at timestamptz,
  failing_since timestamptz,
  failed_attempts int NOT NULL DEFAULT 0,
  warned_at timestamptz,
  total_deliveries bigint NOT NULL DEFAULT 0,
  successful_deliveries bigint NOT NULL DEFAULT 0,
  failed_deliveries bigint NOT NULL DEFAULT 0,
  last_delivery_at timestamptz,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  PRIMARY KEY (tenant_id, webhook_id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES ticketwire.webhooks
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- A process owns lanes as long as its lease runs. One row to renew, however many lanes it owns.
CREATE TABLE ticketwire.processes (
  process_id uuid PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL,
  started_at timestamptz NOT NULL,
  lease_until timestamptz NOT NULL,
  -- The backend that holds the leader lock for it; null when another process leads.
  leader_pid int
);

CREATE TABLE ticketwire.recover_jobs (
  tenant_id uuid NOT NULL,
  job_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed')),
  dry_run boolean NOT NULL,
  request jsonb NOT NULL,
  -- Where the walk over events stands, so that a killed job goes on.
  progress jsonb NOT NULL DEFAULT '{}',
  matched bigint NOT NULL DEFAULT 0,
  sent bigint NOT NULL DEFAULT 0,
  skipped bigint NOT NULL DEFAULT 0,
  error text,
  owner uuid,
  created_by uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, job_id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES ticketwire.webhooks
);
CREATE INDEX recover_jobs_open ON ticketwire.recover_jobs (created_at) WHERE status IN ('queued', 'running');

-- Mails to owners. They are kept whether or not they could be sent.
CREATE TABLE ticketwire.notices (
  tenant_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  webhook_id uuid,
  kind text NOT NULL,
  recipient text,
  subject text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  send_attempts int NOT NULL DEFAULT 0,
  next_send_at timestamptz,
  send_error text,
  PRIMARY KEY (tenant_id, notice_id)
);
CREATE INDEX notices_unsent ON ticketwire.notices (next_send_at) WHERE sent_at IS NULL AND next_send_at IS NOT NULL;

CREATE TABLE ticketwire.audit_log (
  tenant_id uuid NOT NULL,
  audit_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  -- user, process (the engine itself) or installation (the operator)
  actor_type text NOT NULL,
  actor_id uuid,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, audit_id)
);
CREATE INDEX audit_log_by_subject ON ticketwire.audit_log (tenant_id, subject_id, audit_id);
