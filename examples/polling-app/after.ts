// After: what is left. No loop, no remembered state, no request unless something happened; a change is told within the second.
// Run: TICKETWIRE_SECRET=… node after.ts; and every night: ticketwire cutover reconcile --since 26h --webhook <id> --forward-to …
import { createServer } from "node:http";
import { createReceiver, type Receiver, type ReceiverStore } from "@ticketwire/receiver";
import { toNodeHandler } from "@ticketwire/receiver/node";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";
import { assignedMessage, statusMessage } from "./rules.ts";
import { readSettings } from "./settings.ts";

export interface WebhookAppOptions {
  readonly secret: string;
  readonly tell: (message: string) => Promise<void> | void;
  /** Where handled events are remembered. In production one that lasts: SQLite, PostgreSQL or Redis. */
  readonly store?: ReceiverStore;
  /** Only for tests: another clock than the wall's. */
  readonly now?: () => number;
}

export function createWebhookApp({
  secret,
  tell,
  store = createMemoryStore(),
  now = Date.now,
}: WebhookAppOptions): Receiver {
  return createReceiver({
    secrets: secret,
    store,
    now,
    on: {
      "ticket.assigned": async ({ data }) => tell(assignedMessage(data)),
      "ticket.status_changed": async ({ data }) => tell(statusMessage(data)),
    },
  });
}

if (import.meta.main) {
  const { secret, port } = readSettings(process.env, ["TICKETWIRE_SECRET"]);
  createServer(toNodeHandler(createWebhookApp({ secret, tell: console.log }))).listen(port);
}
