// Before: an integration as many are. It asks for each of its tickets once a minute and tells the chat what is different.
// Run: TICKETWIRE_API_KEY=… TICKETS=<id>,<id> node before.ts
import { type ChatTicket, messagesBetween } from "./rules.ts";
import { readSettings } from "./settings.ts";

const POLL_EVERY_MS = 60_000;

export interface PollerOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly tickets: readonly string[];
  readonly tell: (message: string) => Promise<void> | void;
}

export interface PollingApp {
  pollOnce(): Promise<void>;
}

export function createPollingApp({ url, apiKey, tickets, tell }: PollerOptions): PollingApp {
  const known = new Map<string, ChatTicket>();
  return {
    async pollOnce() {
      for (const id of tickets) {
        const response = await fetch(`${url}/api/v1/tickets/${id}`, { headers: { "X-API-Key": apiKey } });
        if (!response.ok) continue;
        const { data: ticket } = (await response.json()) as { data: ChatTicket };
        const previous = known.get(id);
        known.set(id, ticket);
        if (previous !== undefined) for (const message of messagesBetween(previous, ticket)) await tell(message);
      }
    },
  };
}

if (import.meta.main) {
  const settings = readSettings(process.env, ["TICKETWIRE_API_KEY", "TICKETS"]);
  const app = createPollingApp({ ...settings, tell: console.log });
  const poll = (): void => void app.pollOnce().catch(console.error);
  poll();
  setInterval(poll, POLL_EVERY_MS);
}
