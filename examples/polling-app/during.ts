// During: the same integration with both sides in one process, and the taps of the cutover kit around them. Which side acts is
// decided by the stage in the journal: `ticketwire cutover plan --advance` and `--back` move it while this runs.
// Run: TICKETWIRE_API_KEY=… TICKETS=<id>,<id> TICKETWIRE_SECRET=… node during.ts
import { createServer } from "node:http";
import { openTaps, STAGE_DEFINITIONS, type Taps, type TapsOptions } from "@ticketwire/cutover";
import { createReceiver, type Receiver } from "@ticketwire/receiver";
import { toNodeHandler } from "@ticketwire/receiver/node";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";
import { assignedMessage, type ChatTicket, messagesBetween, statusMessage } from "./rules.ts";
import { readSettings } from "./settings.ts";

const POLL_EVERY_MS = 60_000;

export interface DuringOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly tickets: readonly string[];
  readonly tell: (message: string) => Promise<void> | void;
  readonly journal: TapsOptions["journal"];
  /** Only for tests: another clock than the wall's. */
  readonly clock?: NonNullable<TapsOptions["clock"]>;
}

export interface DuringApp extends AsyncDisposable {
  readonly taps: Taps;
  readonly receiver: Receiver;
  /** One beat of the old interval; as the integration comes further, fewer beats poll. */
  beat(): Promise<void>;
}

export function createDuringApp(options: DuringOptions): DuringApp {
  const { url, apiKey, secret, tickets, tell, journal, clock } = options;
  const taps = openTaps({ journal, ...(clock ? { clock } : {}) });
  const tellFromPoll = taps.react({ side: "poll", perform: tell });
  const tellFromPush = taps.react({ side: "push", perform: tell });
  const watchedFetch = taps.watch(fetch);
  const known = new Map<string, ChatTicket>();
  let beats = 0;

  async function pollOnce(): Promise<void> {
    for (const id of tickets) {
      const response = await watchedFetch(`${url}/api/v1/tickets/${id}`, { headers: { "X-API-Key": apiKey } });
      if (!response.ok) continue;
      const { data: ticket } = (await response.json()) as { data: ChatTicket };
      const previous = known.get(id);
      known.set(id, ticket);
      if (previous === undefined) continue;
      for (const message of messagesBetween(previous, ticket)) await tellFromPoll({ ticket: id, action: message });
    }
  }

  const receiver = createReceiver({
    secrets: secret,
    store: createMemoryStore(),
    ...(clock ? { now: () => clock.now() } : {}),
    on: {
      "ticket.assigned": async ({ event_id, data }) => {
        await tellFromPush({ ticket: data.ticket_id, action: assignedMessage(data), eventId: event_id });
      },
      "ticket.status_changed": async ({ event_id, data }) => {
        await tellFromPush({ ticket: data.ticket_id, action: statusMessage(data), eventId: event_id });
      },
      "*": () => undefined,
    },
  });
  return {
    taps,
    receiver: taps.receiver(receiver),
    async beat() {
      const { pollFactor } = STAGE_DEFINITIONS[taps.stage()];
      if (pollFactor !== null && beats++ % pollFactor === 0) await pollOnce();
    },
    [Symbol.asyncDispose]: () => taps.close(),
  };
}

if (import.meta.main) {
  const settings = readSettings(process.env, ["TICKETWIRE_API_KEY", "TICKETS", "TICKETWIRE_SECRET"]);
  const app = createDuringApp({ ...settings, tell: console.log, journal: process.env["JOURNAL"] ?? "cutover.journal" });
  const server = createServer(toNodeHandler(app.receiver)).listen(settings.port);
  const beat = (): void => void app.beat().catch(console.error);
  beat();
  const timer = setInterval(beat, POLL_EVERY_MS);
  process.once("SIGINT", () => {
    clearInterval(timer);
    server.close(() => void app[Symbol.asyncDispose]());
  });
}
