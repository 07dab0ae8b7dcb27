// What a TypeScript user writes against the packed package: compiled by the test, with strict settings and checked
// declarations, once with the types of Node.js and once without.
import { createReceiver, type EventOf, isNewer, type ReceiverStore, RetryLater, verify } from "@ticketwire/receiver";
import { catchUp } from "@ticketwire/receiver/catch-up";
import { toFetchHandler } from "@ticketwire/receiver/fetch";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";

const store: ReceiverStore = createMemoryStore();

export const receiver = createReceiver({
  secrets: ["first", "second"],
  store,
  on: {
    "ticket.assigned": (event) => {
      const assignee: string | null = event.data.assigned_to;
      if (assignee === null) throw new RetryLater(60);
    },
    "ticket.updated": async ({ data }, context) => {
      const previous: unknown = data.changes["status_id"]?.previous;
      await context.applyIfNewer(() => void previous);
    },
    "ticket.comment.added": ({ data: { comment } }) => void comment.text.length,
    "*": (event, { delivery }) => void `${event.event_type} ${delivery.sequence ?? "test"}`,
  },
});

export async function look(body: string, headers: Headers): Promise<EventOf<"ticket.closed"> | null> {
  const result = await verify(body, headers, { secrets: "first" });
  if (result.kind === "refused") return null;
  const { event } = result;
  if (event.event_type !== "ticket.closed") return null;
  const isLater: boolean = isNewer({ version: event.data.version, occurredAt: event.occurred_at }, null);
  return isLater ? event : null;
}

export const handler: (request: Request) => Promise<Response> = toFetchHandler(receiver);
export const report = catchUp(receiver, { baseUrl: "https://tickets.example.com", apiKey: "k", webhookId: "w" });

// @ts-expect-error an event type that does not exist is told while typing
createReceiver({ secrets: "s", store, on: { "ticket.asigned": () => {} } });
// @ts-expect-error so is a missing store
createReceiver({ secrets: "s", on: {} });
