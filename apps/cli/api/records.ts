// The records of the API as far as commands read them. Field names are the contract's.
import type { DeliveryStatus, Envelope, ErrorClass, EventType, TicketPayload } from "@ticketwire/contract";

export type Ticket = TicketPayload;

export interface Webhook {
  readonly webhook_id: string;
  readonly name: string;
  readonly url: string;
  readonly event_types: readonly EventType[];
  readonly is_active: boolean;
  readonly verify_ssl: boolean;
  readonly auto_disabled_at: string | null;
  readonly created_at: string;
  readonly total_deliveries: number;
  readonly successful_deliveries: number;
  readonly failed_deliveries: number;
  readonly last_delivery_at: string | null;
  readonly last_success_at: string | null;
  readonly last_failure_at: string | null;
}

export interface WebhookSecret {
  readonly webhook_id: string;
  readonly signing_secret: string;
  readonly standard_webhooks_secret: string;
  readonly previous_secret_expires_at?: string | null;
}

export type CreatedWebhook = Webhook & WebhookSecret;

export interface Attempt {
  readonly attempt_number: number;
  readonly attempted_at: string;
  readonly response_status_code: number | null;
  readonly response_body: string | null;
  readonly duration_ms: number | null;
  readonly error_class: ErrorClass | null;
  readonly error_message: string | null;
  readonly advice: string | null;
}

export interface Delivery {
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
  readonly request_headers: Readonly<Record<string, string>> | null;
  readonly request_body: string | null;
  readonly response_status_code: number | null;
  readonly response_body: string | null;
  readonly duration_ms: number | null;
  readonly error_class: ErrorClass | null;
  readonly error_message: string | null;
  readonly attempts?: readonly Attempt[];
}

export interface FeedEntry {
  readonly sequence: number;
  readonly delivery_id: string;
  readonly status: DeliveryStatus;
  readonly event: Envelope;
}

export interface TestOutcome {
  readonly test_id: string;
  readonly delivery_id: string;
  readonly success: boolean;
  readonly status_code: number | null;
  readonly response_time_ms: number | null;
  readonly response_body: string | null;
  readonly error_message: string | null;
  readonly tested_at: string;
}

export interface RecoverJob {
  readonly job_id: string;
  readonly status: "queued" | "running" | "done" | "failed";
  readonly dry_run: boolean;
  readonly matched: number;
  readonly sent: number;
  readonly skipped: number;
  readonly error: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}

export interface Status {
  readonly status_id: string;
  readonly name: string;
  readonly is_closed: boolean;
  readonly board_id: string | null;
}

export interface Priority {
  readonly priority_id: string;
  readonly priority_name: string;
}

export interface Board {
  readonly board_id: string;
  readonly board_name: string;
}

export interface Client {
  readonly client_id: string;
  readonly client_name: string;
}

export interface User {
  readonly user_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

export interface Comment {
  readonly comment_id: string;
  readonly ticket_id?: string;
}

/** An event of a ticket's trail. */
export interface TrailEvent {
  readonly event_id: string;
  readonly event_type: EventType;
  readonly occurred_at: string;
}

export interface Tenant {
  readonly tenant_id: string;
  readonly name: string;
  readonly created_at: string;
}

export type CreatedTenant = Tenant & { readonly api_key: string; readonly admin_user_id: string };

export interface ApiKey {
  readonly api_key_id: string;
  readonly name: string;
  readonly user_id: string;
  readonly scopes: readonly string[];
  readonly key_hint: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
}

export type CreatedApiKey = ApiKey & { readonly api_key: string };
