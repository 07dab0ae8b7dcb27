// Records of the API as this page reads them (CONTRACT sections 2 and 3).
import type { EventData, TicketPayload } from "@ticketwire/contract/events";
import type { DeliveryStatus, ErrorClass, FilterOperator, Ordering } from "@ticketwire/contract/statuses";

export type Ticket = TicketPayload;

export interface TicketComment {
  readonly comment_id: string;
  readonly comment_text: string;
  readonly is_internal: boolean;
  readonly is_resolution: boolean;
  readonly author: string | null;
  readonly author_type: "internal" | "client" | null;
  readonly created_at: string;
}

export interface TrailDelivery {
  readonly webhook_id: string;
  readonly webhook_name: string;
  readonly delivery_id: string;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly attempts: number;
  readonly next_retry_at: string | null;
  readonly completed_at: string | null;
}

export interface TrailEntry {
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
  readonly data: EventData;
  readonly is_waiting: boolean;
  readonly deliveries: readonly TrailDelivery[];
}

export type WebhookHealth = "idle" | "healthy" | "failing" | "paused" | "disabled";

export interface FilterCondition {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: unknown;
}

export interface EventFilter {
  readonly entity_ids?: readonly string[];
  readonly tags?: readonly string[];
  readonly conditions?: readonly FilterCondition[];
}

export interface Webhook {
  readonly webhook_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly url: string;
  readonly event_types: readonly string[];
  readonly is_active: boolean;
  readonly verify_ssl: boolean;
  readonly custom_headers: Readonly<Record<string, string>> | null;
  readonly event_filter: EventFilter | null;
  readonly payload_fields: { readonly ticket?: readonly string[] } | null;
  readonly rate_limit: { readonly requests_per_minute: number; readonly burst_limit?: number } | null;
  readonly max_concurrency: number;
  readonly timeout_ms: number;
  readonly ordering: Ordering;
  readonly retry_schedule: readonly number[];
  readonly tags: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly total_deliveries: number;
  readonly successful_deliveries: number;
  readonly failed_deliveries: number;
  readonly last_success_at: string | null;
  readonly last_failure_at: string | null;
  readonly auto_disabled_at: string | null;
  readonly disabled_reason: string | null;
  readonly previous_secret_expires_at: string | null;
  readonly secret_rotated_at: string | null;
  readonly new_secret_seen_at: string | null;
  readonly health: WebhookHealth;
}

/** Once, in the answer to creating or rotating. */
export interface WebhookSecrets {
  readonly signing_secret: string;
  readonly standard_webhooks_secret: string;
}

interface Exchange {
  readonly request_headers: Readonly<Record<string, string>> | null;
  readonly response_status_code: number | null;
  readonly response_headers: Readonly<Record<string, string>> | null;
  readonly response_body: string | null;
  readonly response_truncated?: boolean;
  readonly duration_ms: number | null;
  readonly error_class: ErrorClass | null;
  readonly error_message: string | null;
}

export interface Delivery extends Exchange {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly ticket_id: string | null;
  readonly sequence: number | null;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly attempt_number: number;
  readonly next_retry_at: string | null;
  readonly is_test: boolean;
  readonly created_at: string;
  readonly completed_at: string | null;
  readonly request_url: string | null;
  readonly request_body: string | null;
}

export interface AttemptTiming {
  readonly dns_ms: number | null;
  readonly connect_ms: number | null;
  readonly tls_ms: number | null;
  readonly first_byte_ms: number | null;
  readonly total_ms: number | null;
}

export interface Attempt extends Exchange {
  readonly attempt_number: number;
  readonly attempted_at: string;
  readonly timing: AttemptTiming;
  readonly advice: string | null;
}

export interface DeliveryWithAttempts extends Delivery {
  readonly attempts: readonly Attempt[];
}

export interface RecoverJob {
  readonly job_id: string;
  readonly status: "queued" | "running" | "done" | "failed";
  readonly dry_run: boolean;
  readonly matched: number;
  readonly sent: number;
  readonly skipped: number;
  readonly error?: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}

export interface TestResult {
  readonly test_id: string;
  readonly delivery_id: string;
  readonly success: boolean;
  readonly status_code: number | null;
  readonly response_time_ms: number | null;
  readonly response_body: string | null;
  readonly error_message: string | null;
  readonly advice: string | null;
  readonly tested_at: string;
}
