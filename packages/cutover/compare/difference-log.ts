// Counts every class and keeps the first differences of each with both sides. Its size does not grow with the journal.
import type { EventEntry, PollEntry } from "../journal/entry.ts";
import { CLASS_NAMES, type ClassName } from "./classes.ts";
import type { Difference, ShownEvent } from "./comparison.ts";
import type { Finding } from "./finding.ts";
import type { History, Look } from "./history.ts";

export interface DifferenceLog {
  addMatch(): void;
  add(difference: Difference): void;
  /** Counts what is known to be there and can not be shown. */
  addUnlisted(name: ClassName, count: number): void;
  finish(): {
    readonly classes: Readonly<Record<ClassName, number>>;
    readonly differences: readonly Difference[];
    readonly omitted: Readonly<Partial<Record<ClassName, number>>>;
  };
}

export function createDifferenceLog(limit: number): DifferenceLog {
  const classes = Object.fromEntries(CLASS_NAMES.map((name) => [name, 0])) as Record<ClassName, number>;
  const differences: Difference[] = [];
  const listed: Partial<Record<ClassName, number>> = {};
  const omitted: Partial<Record<ClassName, number>> = {};
  const omit = (name: ClassName, count: number): void => void (omitted[name] = (omitted[name] ?? 0) + count);
  return {
    addMatch: () => void classes.match++,
    add(difference) {
      const { class: name, count } = difference;
      classes[name] += count;
      const already = listed[name] ?? 0;
      if (already >= limit) return omit(name, count);
      listed[name] = already + 1;
      differences.push(difference);
    },
    addUnlisted(name, count) {
      if (count <= 0) return;
      classes[name] += count;
      omit(name, count);
    },
    finish: () => ({ classes, differences: differences.toSorted((a, b) => a.window.to - b.window.to), omitted }),
  };
}

export function differenceOfFinding(ticket: string, finding: Finding, isRecovered: boolean): Difference {
  const { class: name, at, opened, sight, version, count, note, lateMs, lacking, paths, receipts } = finding;
  return {
    ...bare(ticket, name, { from: opened?.at ?? null, to: at }),
    version,
    count,
    note,
    lateMs,
    lacking,
    paths,
    poll: sight && { state: sight.state, status: null },
    push: receipts.map(({ entry }) => shownEvent(entry)),
    isRecovered,
  };
}

export function differenceOfDuplicate(entry: EventEntry): Difference {
  const attempt = entry.attempt === undefined ? "" : `, as attempt ${entry.attempt}`;
  const note = `event ${entry.event.event_id} came again${attempt}`;
  return { ...bare(entry.ticket, "duplicate", { from: null, to: entry.at }), push: [shownEvent(entry)], note };
}

export function differenceOfReorder(entry: EventEntry): Difference {
  const note = `${entry.event.event_type} arrived after a later event of its ticket`;
  return { ...bare(entry.ticket, "reordered", { from: null, to: entry.at }), push: [shownEvent(entry)], note };
}

export function differenceOfAbsence(ticket: string, look: Look): Difference {
  const poll = { state: null, status: "404" };
  return { ...bare(ticket, "gone", { from: look.sentAt, to: look.at }), poll, note: "the poll was answered 404" };
}

export function differenceOfFailedPoll(entry: PollEntry): Difference {
  const status = entry.status === null ? (entry.failure ?? "network") : String(entry.status);
  const note = entry.status === null ? `the poll was not answered (${status})` : `the poll was answered ${status}`;
  const window = { from: entry.sentAt, to: entry.at };
  return { ...bare(entry.ticket ?? null, "poll_error", window), poll: { state: null, status }, note };
}

/** True when events that a reconcile brought show the ticket as late as the change that was missed, or later. */
export function isBroughtBack({ version, at }: Finding, { recovered }: History): boolean {
  return recovered.some((receipt) => {
    if (receipt.version !== null && version !== null) return receipt.version >= version;
    return receipt.entry.at >= at;
  });
}

function bare(ticket: string | null, name: ClassName, window: Difference["window"]): Difference {
  const empty = { version: null, count: 1, note: "", lateMs: null, lacking: [], paths: [] };
  return { ticket, class: name, window, ...empty, poll: null, push: [], isRecovered: false };
}

function shownEvent({ at, event, sequence, attempt, delivery }: EventEntry): ShownEvent {
  return { event, receivedAt: at, sequence: sequence ?? null, attempt: attempt ?? null, delivery: delivery ?? null };
}
