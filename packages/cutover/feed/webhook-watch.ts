// What the sender says about a webhook: its settings, and the deliveries that did not go through at once. Asked at the
// start, now and then, and at the end; few requests, since they share the rate limit of the poller's key.
// In: a webhook's id. Out: snapshots and deliveries in the journal. Where the key may not read them, nothing.
import type { Api } from "../api/api.ts";
import { readRecord, readWebhook } from "../api/records.ts";
import { isEqual } from "../compare/fields.ts";
import type { DeliveryEntry, WebhookEntry } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { createDeliveryReader, requestUnlessBusy } from "./delivery-reader.ts";

export interface WebhookWatchOptions {
  readonly api: Api;
  readonly journal: Journal;
  readonly webhook: string;
  /** Deliveries made before this are left alone, by the server's clock. */
  readonly since: number;
}

export interface WebhookWatch {
  /** Notes the settings if they changed. Resolves to why they can not be read, or null. */
  noteSettings(signal?: AbortSignal): Promise<string | null>;
  /** Notes every delivery that waits, failed or needed more than one attempt: what the receiver's downtimes are read from. */
  noteDeliveries(): Promise<void>;
  /** Notes what the sender says about the deliveries of one ticket. */
  noteTicket(ticket: string): Promise<void>;
}

const TROUBLED = ["retrying", "abandoned", "held", "pending"] as const;
const FINAL: ReadonlySet<string> = new Set(["delivered", "abandoned"]);
/** Single views asked for in one go, for the attempts they hold; beyond that the list's word has to do. */
const MOST_DETAILS = 50;
const MOST_KNOWN = 10_000;

/** Weeks long, bounded: the oldest that came to an end are forgotten first. */
function forgetFinal(known: Map<string, DeliveryEntry>): void {
  for (const [id, { status }] of known) {
    if (known.size <= MOST_KNOWN) return;
    if (FINAL.has(status)) known.delete(id);
  }
}

/** The list tells how many attempts there were: only who moved is asked for details. */
function isNews(before: DeliveryEntry | undefined, delivery: DeliveryEntry): boolean {
  return before === undefined || before.status !== delivery.status || before.attemptCount !== delivery.attemptCount;
}

export function createWebhookWatch({ api, journal, webhook, since }: WebhookWatchOptions): WebhookWatch {
  const path = `/webhooks/${encodeURIComponent(webhook)}`;
  const known = new Map<string, DeliveryEntry>();
  let settings: WebhookEntry | null = null;
  const deliveries = createDeliveryReader({ api, webhook, since });

  return {
    async noteSettings(signal) {
      const answer = await requestUnlessBusy(api, path, signal);
      if (answer.kind === "unchanged") return null;
      if (answer.kind === "silent") return answer.message;
      if (answer.kind === "refused") return `the server answered ${answer.status} (${answer.message})`;
      const next = readWebhook(readRecord(answer.body), answer.at);
      if (next === null) return "the answer is no webhook";
      const isSame = settings !== null && isEqual({ ...settings, at: 0 }, { ...next, at: 0 });
      if (!isSame) journal.append(next);
      settings = next;
      return null;
    },
    async noteDeliveries() {
      const troubled = (await Promise.all(TROUBLED.map((status) => deliveries.list({ status })))).flat();
      troubled.push(...(await deliveries.listLate()));
      const ids = new Set(troubled.map(({ delivery }) => delivery));
      // Those that were under way before and are not listed now came to an end: how, only they can tell.
      const ended = [...known.values()].filter(({ delivery, status }) => !ids.has(delivery) && !FINAL.has(status));
      const news = troubled.filter((delivery) => isNews(known.get(delivery.delivery), delivery));
      for (const [index, delivery] of [...ended, ...news].entries()) {
        const latest = index < MOST_DETAILS ? await deliveries.readAttempts(delivery) : delivery;
        journal.append(latest);
        known.set(latest.delivery, latest);
      }
      forgetFinal(known);
    },
    async noteTicket(ticket) {
      journal.append(...(await deliveries.list({ ticket_id: ticket })));
    },
  };
}
