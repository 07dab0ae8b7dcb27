// `cutover observe`: our poller on one side, a feed or a receiver on the other, one journal. Runs until its time is over or
// the signal aborts, then stops polling, gives the events of the last changes time to come, asks the sender about what did
// not come, and closes the journal whole. In: options. Out: a summary; the evidence is in the journal.
import { randomUUID } from "node:crypto";
import { type Api, createApi } from "../api/api.ts";
import { createFeedTap } from "../feed/feed-tap.ts";
import { createWebhookWatch, type WebhookWatch } from "../feed/webhook-watch.ts";
import { type Journal, openJournal } from "../journal/journal.ts";
import { createPoller, type Poller } from "../poll/poller.ts";
import { createEventTap, type EventTap } from "../taps/event-tap.ts";
import { createPollTap, type PollTap } from "../taps/poll-tap.ts";
import { checkObserveOptions, type ObserveOptions, type ObserveSettings, type ObserveSummary } from "./options.ts";
import { openOwnReceiver } from "./own-receiver.ts";
import { trackPollTrouble } from "./poll-trouble.ts";
import { trackUnexplained, type Unexplained } from "./unexplained.ts";

/**
 * @throws CutoverError `bad_option` for wrong options, `server_refused` for a key or an id the server does not take,
 * `port_unavailable` when the receiver's port is taken. The journal is closed whole in every case.
 *
 * @example
 * await observe({ url, apiKey, journal: "cutover.journal", tickets: [id], intervalMs: 5000, forMs: 3_600_000, webhook });
 */
export async function observe(options: ObserveOptions): Promise<ObserveSummary> {
  const settings = checkObserveOptions(options);
  const api = createApi(options);
  using journal = openJournal(options.journal);
  const session = await openSession({ options, settings, api, journal });
  return await session.run();
}

interface SessionParts {
  readonly options: ObserveOptions;
  readonly settings: ObserveSettings;
  readonly api: Api;
  readonly journal: Journal;
}

interface Side extends AsyncDisposable {
  /** Runs until the signal aborts; rejects when the server refuses. */
  follow(signal: AbortSignal): Promise<void>;
  readonly watches: () => readonly WebhookWatch[];
}

async function openSession({ options, settings, api, journal }: SessionParts) {
  const { clock } = api;
  const counts = { polls: 0, changes: 0, events: 0 };
  const unexplained = trackUnexplained();
  const startedAt = clock.now();
  const tell = (kind: "poll" | "event"): void => options.onProgress?.({ kind, ...counts });
  const trouble = trackPollTrouble((message) => options.onNotice?.(message));
  const pollTap = createPollTap({ journal, clock });
  const eventTap = createEventTap({
    journal,
    clock,
    onEvent(entry) {
      counts.events++;
      unexplained.addEvent(entry);
      tell("event");
    },
  });
  const counting: PollTap = {
    ...pollTap,
    record(look) {
      const sights = pollTap.record(look);
      if (!look.isSample) counts.polls++;
      if (!look.isSample) trouble.note(look);
      for (const sight of sights) unexplained.addSight(sight, look.at);
      counts.changes += sights.length;
      tell("poll");
      return sights;
    },
  };
  const poller = createPoller({
    api,
    tap: counting,
    journal,
    source: settings.source,
    sampleEvery: settings.sampleEvery,
  });
  const id = randomUUID();
  journal.append({ kind: "session", at: startedAt, phase: "start", session: id });
  return {
    async run(): Promise<ObserveSummary> {
      let isSettled = false;
      try {
        isSettled = await runSides({ options, settings, api, journal, poller, eventTap, unexplained });
      } finally {
        pollTap.flush();
        journal.append({ kind: "session", at: clock.now(), phase: "end", session: id, isSettled });
      }
      const durationMs = clock.now() - startedAt;
      return { journal: options.journal, ...counts, failedPolls: trouble.failed, durationMs, isSettled };
    },
  };
}

interface SideParts extends SessionParts {
  readonly poller: Poller;
  readonly eventTap: EventTap;
  readonly unexplained: Unexplained;
}

/** Resolves to whether the last changes had their time. */
async function runSides(parts: SideParts): Promise<boolean> {
  const { options, settings, api, unexplained } = parts;
  const { clock } = api;
  const polling = new AbortController();
  const pulling = new AbortController();
  await using side = await openSide(parts);
  let fault: unknown = null;
  const stop = (error?: unknown): void => {
    fault ??= error ?? null;
    polling.abort();
  };
  options.signal?.addEventListener("abort", () => stop(), { once: true });
  if (options.signal?.aborted) stop();
  const following = side.follow(pulling.signal).catch(stop);
  const timing = settings.forMs === null ? null : clock.sleep(settings.forMs, polling.signal).then(() => stop());
  const checking = checkNowAndThen(side, parts, polling.signal).catch(stop);
  await pollRounds(parts, polling.signal).catch(stop);
  polling.abort();
  const isSettled = fault === null && (await settle(parts));
  pulling.abort();
  await Promise.all([following, timing, checking]);
  if (fault !== null) throw fault;
  await askAboutRest(side.watches(), unexplained, clock.now());
  return isSettled;
}

async function pollRounds({ poller, settings, api }: SideParts, signal: AbortSignal): Promise<void> {
  const { clock } = api;
  while (!signal.aborted) {
    const began = clock.now();
    await poller.round(signal);
    await clock.sleep(settings.intervalMs - (clock.now() - began), signal);
  }
}

/** Waits for events of the last changes; not longer than needed. */
async function settle({ settings, api, unexplained }: SideParts): Promise<boolean> {
  const { clock } = api;
  const until = clock.now() + settings.settleMs;
  while (!unexplained.isEmpty && clock.now() < until) await clock.sleep(Math.min(200, until - clock.now()));
  return true;
}

async function checkNowAndThen(side: Side, { settings, api }: SideParts, signal: AbortSignal): Promise<void> {
  if (settings.checkEveryMs === 0) return;
  for (;;) {
    await api.clock.sleep(settings.checkEveryMs, signal);
    if (signal.aborted) return;
    for (const watch of side.watches()) {
      await watch.noteSettings();
      await watch.noteDeliveries();
    }
  }
}

/** Tickets asked about one by one at the end. */
const MOST_TICKETS = 50;

async function askAboutRest(watches: readonly WebhookWatch[], unexplained: Unexplained, now: number): Promise<void> {
  const tickets = unexplained.ticketsBefore(now).slice(0, MOST_TICKETS);
  for (const watch of watches) {
    // Who does not answer this will not answer the rest, and each silence costs a time-out.
    if ((await watch.noteSettings()) !== null) continue;
    await watch.noteDeliveries();
    for (const ticket of tickets) await watch.noteTicket(ticket);
  }
}

async function openSide(parts: SideParts): Promise<Side> {
  return parts.settings.side.kind === "feed"
    ? openFeedSide(parts, parts.settings.side.webhook)
    : openReceiverSide(parts);
}

async function openFeedSide({ api, journal, eventTap, options }: SideParts, webhook: string): Promise<Side> {
  const onTrouble = options.onNotice ? { onTrouble: options.onNotice } : {};
  const watch = createWebhookWatch({ api, journal, webhook, since: beginningOf(journal, api.clock.now()) });
  const feed = createFeedTap({ api, journal, tap: eventTap, webhook, ...onTrouble });
  await feed.begin(options.signal);
  const problem = await watch.noteSettings(options.signal);
  if (problem !== null) options.onNotice?.(`the settings of webhook ${webhook} can not be read: ${problem}`);
  return {
    follow: (signal) => feed.follow(signal),
    watches: () => [watch],
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** From where on deliveries matter: the last word of the session before, so that what was open then is told to its end. */
function beginningOf(journal: Journal, now: number): number {
  const last = journal.readLast("cursor") ?? journal.readLast("webhook");
  return (last?.at ?? now) - CLOCK_SLACK_MS;
}

// The server's clock may be behind ours; a delivery too many is harmless.
const CLOCK_SLACK_MS = 300_000;

async function openReceiverSide({ api, journal, eventTap, options, settings }: SideParts): Promise<Side> {
  const watches = new Map<string, WebhookWatch>();
  const since = beginningOf(journal, api.clock.now());
  const meet = async (webhook: string): Promise<void> => {
    if (watches.has(webhook)) return;
    const watch = createWebhookWatch({ api, journal, webhook, since });
    watches.set(webhook, watch);
    const problem = await watch.noteSettings();
    if (problem !== null) options.onNotice?.(`the settings of webhook ${webhook} can not be read: ${problem}`);
  };
  const meeting = new Set<Promise<void>>();
  // The webhook of the session before: the sender can be asked about it even if nothing arrives in this one.
  const before = journal.readLast("webhook");
  if (before !== null) await meet(before.webhook);
  if (settings.side.kind !== "receive") throw new Error("unreachable");
  const receiver = await openOwnReceiver({
    ...settings.side,
    tap: eventTap,
    clock: api.clock,
    onWebhook(webhook) {
      const met = meet(webhook).finally(() => meeting.delete(met));
      meeting.add(met);
    },
  });
  options.onNotice?.(`receiving deliveries on ${receiver.url}`);
  return {
    follow: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
      }),
    watches: () => [...watches.values()],
    async [Symbol.asyncDispose]() {
      await receiver.close();
      await Promise.allSettled(meeting);
    },
  };
}
