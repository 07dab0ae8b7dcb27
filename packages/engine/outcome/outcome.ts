// What came of a delivery's turn, as plain values: handed from the lane to the writer.
import type { DeliveryStatus, ErrorClass, TenantId, WebhookId } from "@ticketwire/contract";
import type { DueDelivery } from "../lane/load-deliveries.ts";

/** One POST as it is kept: what was sent, what came back, how long each part took. */
export interface AttemptRecord {
  readonly attemptedAt: Date;
  readonly requestUrl: string;
  /** What `keepRequestHeaders` leaves of them, as JSON text. */
  readonly requestHeaders: string;
  readonly responseStatusCode: number | null;
  /** JSON object; null when nothing was answered. */
  readonly responseHeaders: string | null;
  readonly responseBody: string | null;
  readonly responseTruncated: boolean;
  readonly durationMs: number;
  /** dns, connect, tls, first byte, total; milliseconds, null where a phase did not happen. */
  readonly timing: readonly (number | null)[];
  readonly errorClass: ErrorClass | null;
  readonly errorMessage: string | null;
}

export interface Outcome {
  readonly delivery: DueDelivery;
  /** Null when nothing was sent: the delivery was parked behind an earlier one of its ticket, or held. */
  readonly attempt: AttemptRecord | null;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly ladderStep: number;
  /**
   * When it is due again. `"parked"` waits for another delivery of its ticket to end; `"paused"` is held if its webhook is still
   * inactive when this is written, and due at once if not; null when it has ended.
   */
  readonly nextAttemptAt: Date | "parked" | "paused" | null;
}

/** How a lane's receiver has been doing; read at the claim, carried by the owner, written with the outcomes. */
export interface Standing {
  readonly failingSince: Date | null;
  readonly failedAttempts: number;
  readonly warnedAt: Date | null;
  readonly signatureOrder: "old_first" | "new_first";
  /** The receiver took the new secret during an overlap. */
  readonly newSecretSeenAt: Date | null;
}

/** What the lane row gets with a batch of outcomes. Counts are differences since the last batch. */
export interface LaneProgress extends Standing {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly epoch: number;
  /** As known to the owner: what it carries is written only while nobody else has reset it. */
  readonly resets: number;
  /** When the receiver answered 410; null when it did not. */
  readonly goneAt: Date | null;
  readonly sentThrough: number;
  readonly openDay: string;
  readonly nextDueAt: Date | null;
  readonly blockedUntil: Date | null;
  readonly rateState: unknown;
  readonly total: number;
  readonly successful: number;
  readonly failed: number;
  readonly lastSuccessAt: Date | null;
  readonly lastFailureAt: Date | null;
}
