// What the pages of webhooks show, as it stands in their addresses.
export const WEBHOOK_TABS = ["overview", "settings", "secret", "recover"] as const;
export type WebhookTab = (typeof WEBHOOK_TABS)[number];

export interface WebhookSearch {
  /** The form for a new one is open. */
  readonly new?: boolean | undefined;
  /** Its URL is filled in already. */
  readonly url?: string | undefined;
}

export function readWebhookSearch(raw: Readonly<Record<string, unknown>>): WebhookSearch {
  return { new: raw["new"] === true ? true : undefined, url: typeof raw["url"] === "string" ? raw["url"] : undefined };
}

export function readWebhookTab(raw: Readonly<Record<string, unknown>>): { readonly tab?: WebhookTab | undefined } {
  return { tab: WEBHOOK_TABS.find((tab) => tab === raw["tab"]) };
}
