// What the pages of webhooks show, as it stands in their addresses.
import type { WebhookHealth } from "../api/records.ts";

export const WEBHOOK_TABS = ["overview", "settings", "secret", "recover"] as const;
export type WebhookTab = (typeof WEBHOOK_TABS)[number];

export interface WebhookSearch {
  /** The form for a new one is open. */
  readonly new?: boolean | undefined;
  /** Its URL is filled in already. */
  readonly url?: string | undefined;
  /** Only those whose name or URL holds this. */
  readonly search?: string | undefined;
  readonly health?: WebhookHealth | undefined;
}

export const HEALTHS: readonly WebhookHealth[] = ["disabled", "failing", "paused", "healthy", "idle"];

export function readWebhookSearch(raw: Readonly<Record<string, unknown>>): WebhookSearch {
  return {
    new: raw["new"] === true ? true : undefined,
    url: typeof raw["url"] === "string" ? raw["url"] : undefined,
    search: raw["search"] === undefined || raw["search"] === "" ? undefined : String(raw["search"]),
    health: HEALTHS.find((health) => health === raw["health"]),
  };
}

export interface WebhookPageSearch {
  readonly tab?: WebhookTab | undefined;
  /** The recover job that is shown. */
  readonly job?: string | undefined;
}

export function readWebhookTab(raw: Readonly<Record<string, unknown>>): WebhookPageSearch {
  return {
    tab: WEBHOOK_TABS.find((tab) => tab === raw["tab"]),
    job: typeof raw["job"] === "string" ? raw["job"] : undefined,
  };
}
