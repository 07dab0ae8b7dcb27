// The overview as several pages need it: figures of the last hour, and how each webhook fares.
import { queryOptions } from "@tanstack/react-query";
import { call, type One } from "./http.ts";
import type { WebhookHealth } from "./records.ts";

export interface Latency {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface OverviewMinute {
  readonly start: string;
  readonly events: number;
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
}

export interface LaneOverview {
  readonly webhook_id: string;
  readonly name: string;
  readonly url: string;
  readonly is_active: boolean;
  readonly health: WebhookHealth;
  readonly disabled_reason: string | null;
  readonly delivered: number;
  readonly failed: number;
  readonly success_rate: number | null;
  readonly latency_ms: Latency;
  readonly delivered_by_minute: readonly number[];
  readonly failed_by_minute: readonly number[];
  readonly pending: number;
  readonly retrying: number;
  readonly held: number;
  readonly abandoned: number;
  readonly next_retry_at: string | null;
  readonly oldest_waiting_at: string | null;
  readonly failing_since: string | null;
  readonly blocked_until: string | null;
}

export interface ProcessOverview {
  readonly process_id: string;
  readonly name: string;
  readonly role: string;
  readonly started_at: string;
  readonly lease_until: string;
  readonly is_alive: boolean;
  readonly is_leader: boolean;
  readonly lanes: number;
}

export interface Overview {
  readonly from: string;
  readonly to: string;
  readonly timeline: readonly OverviewMinute[];
  readonly totals: {
    readonly events: number;
    readonly delivered: number;
    readonly failed: number;
    readonly abandoned: number;
    readonly success_rate: number | null;
  };
  readonly latency_ms: Latency;
  readonly waiting_events: number;
  readonly oldest_waiting_event_at: string | null;
  readonly webhooks: readonly LaneOverview[];
  readonly processes: readonly ProcessOverview[] | null;
}

const LOOK_AGAIN_MS = 3_000;

export const overviewQuery = (minutes = 60) =>
  queryOptions({
    queryKey: ["overview", minutes],
    queryFn: ({ signal }) => call<One<Overview>>("/overview", { query: { minutes }, signal }),
    select: ({ data }) => data,
    refetchInterval: LOOK_AGAIN_MS,
  });
