// LISTEN on a session of its own, kept up over losses of the connection, also those that nobody tells of: it is asked for a sign
// of life now and then. A wake-up that is missed meanwhile costs a poll interval, never an event: after each new connection every
// listener is told to look for itself.
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

/** How often a sign of life is asked for, and how long it may take to come: together less than a lease. */
const SIGN_OF_LIFE = { everyMs: 2_500, withinMs: 2_500 };

/** NOTIFY payloads are limited to 8000 bytes; beyond this an empty one is sent, which means "look at everything". */
const PAYLOAD_BYTES = 7000;

type Listeners = Readonly<Partial<Record<Channel, Listener>>>;

class Listening implements Subscription {
  readonly #db: Pick<Database, "openSession">;
  readonly #listeners: Listeners;
  readonly #sign: typeof SIGN_OF_LIFE;
  #session: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(db: Pick<Database, "openSession">, listeners: Listeners, sign: typeof SIGN_OF_LIFE) {
    this.#db = db;
    this.#listeners = listeners;
    this.#sign = sign;
  }

  isConnected(): boolean {
    return this.#session !== undefined;
  }

  async connect(): Promise<void> {
    const channels = Object.keys(this.#listeners) as Channel[];
    const client = await this.#db.openSession();
    if (this.#isClosed) return client.end();
    client.on("notification", ({ channel, payload }) => this.#listeners[channel as Channel]?.(payload ?? ""));
    client.on("end", () => this.#lost(client));
    client.on("error", () => this.#lost(client));
    await this.#inTime(client, client.query(channels.map((channel) => `LISTEN ${channel}`).join("; ")));
    this.#session = client;
    this.#watch(client);
    for (const channel of channels) this.#listeners[channel]?.("");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const client = this.#session;
    this.#session = undefined;
    if (client !== undefined) await this.#inTime(client, client.end()).catch(() => undefined);
  }

  // A router that forgot the connection, a server whose machine is gone: without this the silence would be taken for quiet.
  #watch(client: pg.Client): void {
    if (this.#session !== client) return;
    this.#timer = setTimeout(() => {
      this.#inTime(client, client.query("SELECT 1")).then(
        () => this.#watch(client),
        () => this.#lost(client),
      );
    }, this.#sign.everyMs);
  }

  /** Ends a connection that takes longer for this: whatever waits on it fails then. */
  async #inTime(client: pg.Client, work: Promise<unknown>): Promise<void> {
    const late = setTimeout(() => client.connection.stream.destroy(), this.#sign.withinMs);
    try {
      await work;
    } finally {
      clearTimeout(late);
    }
  }

  #lost(client: pg.Client): void {
    if (this.#session !== client) return;
    this.#session = undefined;
    clearTimeout(this.#timer);
    void client.end().catch(() => undefined);
    this.#retry();
  }

  #retry(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.connect().catch(() => this.#retry()), RECONNECT_MS);
  }
}

/** Listens until disposed. Resolves when the first connection stands. */
export async function listen(
  db: Pick<Database, "openSession">,
  listeners: Listeners,
  sign = SIGN_OF_LIFE,
): Promise<Subscription> {
  const listening = new Listening(db, listeners, sign);
  await listening.connect();
  return listening;
}

/** Wakes listeners of every process. Outside a transaction it costs no commit. */
export async function notify(db: Database, channel: Channel, words: readonly string[] = []): Promise<void> {
  const payload = words.join(",");
  await db.engine.query(sql`SELECT pg_notify(${channel}, ${payload.length > PAYLOAD_BYTES ? "" : payload})`);
}
