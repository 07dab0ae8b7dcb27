// LISTEN on a session of its own, kept up over losses of the connection. A wake-up that is missed meanwhile costs a poll
// interval, never an event: after each new connection every listener is told to look for itself.
import type pg from "pg";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

/** The channels of the engine; the payload says what to look at, an empty one says "everything". */
export const CHANNELS = {
  /** Events were published and wait for fan-out. */
  events: "ticketwire_events",
  /** Lanes have something to send; payload: webhook ids, comma-separated. */
  lanes: "ticketwire_lanes",
  /** The settings of a webhook changed; payload: its id. */
  webhooks: "ticketwire_webhooks",
  /** An API key was revoked or changed; payload: its id. */
  keys: "ticketwire_keys",
  /** A recover job waits, or a notice waits to be sent. */
  jobs: "ticketwire_jobs",
} as const;

export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS];

/** Told with the payload of a notification; with an empty one also after a connection was lost and is back. */
export type Listener = (payload: string) => void;

export interface Subscription extends AsyncDisposable {
  /** True while the connection stands; caches that rely on notifications must not be trusted otherwise. */
  isConnected(): boolean;
}

const RECONNECT_MS = 500;

/** NOTIFY payloads are limited to 8000 bytes; beyond this an empty one is sent, which means "look at everything". */
const PAYLOAD_BYTES = 7000;

/** Listens until disposed. Resolves when the first connection stands. */
export async function listen(
  db: Database,
  listeners: Readonly<Partial<Record<Channel, Listener>>>,
): Promise<Subscription> {
  const channels = Object.keys(listeners) as Channel[];
  let session: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect(): Promise<void> {
    const client = await db.openSession();
    if (isClosed) return client.end();
    client.on("notification", ({ channel, payload }) => listeners[channel as Channel]?.(payload ?? ""));
    client.on("end", () => lost(client));
    client.on("error", () => lost(client));
    await client.query(channels.map((channel) => `LISTEN ${channel}`).join("; "));
    session = client;
    for (const channel of channels) listeners[channel]?.("");
  }

  function retry(): void {
    if (!isClosed) timer = setTimeout(() => void connect().catch(retry), RECONNECT_MS);
  }

  function lost(client: pg.Client): void {
    if (session !== client) return;
    session = undefined;
    void client.end().catch(() => undefined);
    retry();
  }

  await connect();
  return {
    isConnected: () => session !== undefined,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      clearTimeout(timer);
      const client = session;
      session = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}

/** Wakes listeners of every process. Outside a transaction it costs no commit. */
export async function notify(db: Database, channel: Channel, words: readonly string[] = []): Promise<void> {
  const payload = words.join(",");
  await db.engine.query(sql`SELECT pg_notify(${channel}, ${payload.length > PAYLOAD_BYTES ? "" : payload})`);
}
