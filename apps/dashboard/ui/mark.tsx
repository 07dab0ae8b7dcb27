// A word with a colour, for how something stands. The word alone says it; the colour only helps.
import type { DeliveryStatus } from "@ticketwire/contract/statuses";
import type { WebhookHealth } from "../api/records.ts";
import classes from "./mark.module.css";

export type Tone = "good" | "bad" | "warm" | "cool" | "quiet";

export interface MarkProps {
  readonly tone: Tone;
  readonly children: string;
  readonly title?: string | undefined;
}

export function Mark({ tone, children, title }: MarkProps) {
  return (
    <span className={classes.mark} data-tone={tone} title={title}>
      <span className={classes.word}>{children}</span>
    </span>
  );
}

const STATUS_TONES: Readonly<Record<DeliveryStatus, Tone>> = {
  delivered: "good",
  pending: "cool",
  retrying: "warm",
  abandoned: "bad",
  held: "quiet",
};

export function StatusMark({ status, title }: { readonly status: DeliveryStatus; readonly title?: string | null }) {
  return (
    <Mark tone={STATUS_TONES[status]} title={title ?? undefined}>
      {status}
    </Mark>
  );
}

const HEALTH_TONES: Readonly<Record<WebhookHealth, Tone>> = {
  healthy: "good",
  idle: "cool",
  failing: "bad",
  paused: "quiet",
  disabled: "bad",
};

export function HealthMark({ health }: { readonly health: WebhookHealth }) {
  return <Mark tone={HEALTH_TONES[health]}>{health}</Mark>;
}
