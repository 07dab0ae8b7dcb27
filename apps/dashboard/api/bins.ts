// Request bins and what they caught.
export interface Bin {
  readonly bin_id: string;
  readonly url: string;
  readonly name: string;
  readonly response_status: number;
  readonly response_body: string;
  readonly response_delay_ms: number;
  readonly total_requests: number;
  readonly created_at: string;
}

export interface BinRequest {
  readonly request_id: string;
  readonly received_at: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly is_truncated: boolean;
  readonly response_status: number;
}
