// One of several processes on one SQLite store, started by a test. In: the file, how many events, and whether to hang in
// the first handler. Out: a line per event it handled itself.
import { createReceiver } from "../receive/receiver.ts";
import { createSqliteStore, openSqlite } from "../stores/sqlite.ts";
import type { TicketwireEvent } from "../events.ts";

const [file = "", count = "0", mode] = process.argv.slice(2);
const DELIVERY = { source: "push", webhookId: null, deliveryId: null, attempt: 1, sequence: null } as const;

const receiver = createReceiver({
  secrets: "unused",
  store: createSqliteStore(await openSqlite(file)),
  on: {
    "*": async ({ event_id }) => {
      process.stdout.write(`${event_id}\n`);
      // A timer keeps the process alive while it hangs: a promise alone does not.
      if (mode === "hang") await new Promise((resolve) => setTimeout(resolve, 2 ** 30));
      await new Promise(setImmediate);
    },
  },
});

async function handle(number: number): Promise<void> {
  const event = { event_id: `shared-${number}`, event_type: "ticket.updated", data: {} } as unknown as TicketwireEvent;
  while ((await receiver.accept(event, DELIVERY)).kind === "busy") await new Promise(setImmediate);
}

await Promise.all(Array.from({ length: Number(count) }, (_, number) => handle(number)));
