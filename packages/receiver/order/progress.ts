// How far each webhook has been handled, kept in the store as ranges of sequence numbers, so that any process can tell
// what is missing. In: the sequence of a handled event. Out: the position, the gaps, and a word when a gap opens.
// Losing an update is harmless: the event comes again through the feed and is recognised by its id.
import { ReceiverError } from "../errors.ts";
import type { ReceiverStore } from "../stores/store.ts";
import { addRange, findGaps, formatRanges, highestOf, parseRanges, positionOf, type Range } from "./ranges.ts";

/** Where the handling of a webhook begins when the store knows nothing of it yet. */
export type StartAt = "beginning" | "latest" | number;

/** Sequence numbers that were jumped over: still on their way, or missed. */
export interface Gap {
  readonly webhookId: string;
  readonly from: number;
  readonly to: number;
}

export interface Progress {
  /** False when the store has never heard of this webhook. */
  readonly isKnown: boolean;
  /** Everything up to here was handled. */
  readonly position: number;
  /** The highest sequence handled. */
  readonly highest: number;
  /** What is missing below `highest`. */
  readonly gaps: readonly Gap[];
}

export interface ProgressLog {
  /** Marks sequence numbers as handled. */
  record(webhookId: string, handled: Range): Promise<void>;
  read(webhookId: string): Promise<Progress>;
}

export interface ProgressOptions {
  readonly store: ReceiverStore;
  readonly start: StartAt;
  readonly onGap: (gap: Gap) => void;
}

const MAX_SWAPS = 50;

export function createProgressLog({ store, start, onGap }: ProgressOptions): ProgressLog {
  // While one write of a webhook is under way, the next ones gather here and go out together.
  const waiting = new Map<string, Range[]>();
  const flushing = new Map<string, Promise<void>>();

  const initial = (first: number): readonly Range[] => {
    const skipped = start === "beginning" ? 0 : start === "latest" ? first - 1 : start;
    return skipped > 0 ? [[1, skipped]] : [];
  };

  async function write(webhookId: string, handled: readonly Range[]): Promise<void> {
    for (let attempt = 0; attempt < MAX_SWAPS; attempt += 1) {
      const text = await store.read(keyOf(webhookId));
      const ranges = text === null ? initial(Math.min(...handled.map(([first]) => first))) : parseRanges(text);
      const next = handled.reduce(addRange, ranges);
      const nextText = formatRanges(next);
      if (nextText === text) return;
      if (await store.swap({ key: keyOf(webhookId), expected: text, next: nextText, keepMs: null })) {
        const known = highestOf(ranges);
        const opened = findGaps(next).filter(([from]) => from > known);
        for (const [from, to] of opened) onGap({ webhookId, from, to });
        return;
      }
    }
    throw new ReceiverError(
      "store_failed",
      `the progress of webhook ${webhookId} changed ${MAX_SWAPS} times while it was written`,
    );
  }

  async function flush(webhookId: string): Promise<void> {
    try {
      for (let batch = waiting.get(webhookId); batch !== undefined; batch = waiting.get(webhookId)) {
        waiting.delete(webhookId);
        await write(webhookId, batch);
      }
    } finally {
      flushing.delete(webhookId);
    }
  }

  return {
    record(webhookId, handled) {
      waiting.set(webhookId, [...(waiting.get(webhookId) ?? []), handled]);
      const running = flushing.get(webhookId) ?? flush(webhookId);
      flushing.set(webhookId, running);
      return running;
    },
    async read(webhookId) {
      const text = await store.read(keyOf(webhookId));
      const ranges = text === null ? (typeof start === "number" ? initial(1) : []) : parseRanges(text);
      return {
        isKnown: text !== null,
        position: positionOf(ranges),
        highest: highestOf(ranges),
        gaps: findGaps(ranges).map(([from, to]) => ({ webhookId, from, to })),
      };
    },
  };
}

function keyOf(webhookId: string): string {
  // An id in capital letters is the same id.
  return `progress:${webhookId.toLowerCase()}`;
}
