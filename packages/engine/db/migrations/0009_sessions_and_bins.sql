-- What the dashboard keeps: who is signed in, and request bins with what they caught.

-- A session speaks for an API key and ends with it. Only SHA-256 of its cookie is stored; looked up by that before any
-- tenant is known, as keys are.
CREATE TABLE ticketwire.sessions (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  api_key_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  -- Moves on while the session is used.
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, api_key_id) REFERENCES ticketwire.api_keys
);
CREATE UNIQUE INDEX sessions_by_token ON ticketwire.sessions (token_hash);
CREATE INDEX sessions_by_expiry ON ticketwire.sessions (expires_at);

-- An address that takes any request and shows it. The token in that address is all a sender needs, so it is found by it alone.
CREATE TABLE ticketwire.request_bins (
  tenant_id uuid NOT NULL REFERENCES ticketwire.tenants,
  bin_id uuid NOT NULL,
  token text NOT NULL,
  name text NOT NULL,
  -- What a request is answered with.
  response_status int NOT NULL,
  response_body text NOT NULL,
  response_delay_ms int NOT NULL,
  total_requests bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, bin_id)
);
CREATE UNIQUE INDEX request_bins_by_token ON ticketwire.request_bins (token);

CREATE TABLE ticketwire.bin_requests (
  tenant_id uuid NOT NULL,
  bin_id uuid NOT NULL,
  request_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  is_truncated boolean NOT NULL,
  response_status int NOT NULL,
  PRIMARY KEY (tenant_id, bin_id, request_id),
  FOREIGN KEY (tenant_id, bin_id) REFERENCES ticketwire.request_bins ON DELETE CASCADE
);

SELECT ticketwire.bind_to_tenant(name) FROM unnest(ARRAY['sessions', 'request_bins', 'bin_requests']) AS name;
