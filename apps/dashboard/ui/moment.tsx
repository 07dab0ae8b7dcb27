// A moment: local time for people, UTC on hover, and how long ago it was, kept true while one looks.
// In: an ISO time. Out: a <time>.
import { useSyncExternalStore } from "react";
import { formatSeconds } from "./format.ts";

const TICK_MS = 5_000;

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });
const SHORT = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "in 4 minutes", "12 seconds ago", "now". */
function relativeTo(seconds: number): string {
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

// One clock for all moments of a page.
let tickedAt = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // The clock stood still while nobody looked at it.
  if (timer === undefined) tickedAt = Date.now();
  timer ??= setInterval(() => {
    tickedAt = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present moment, in steps of five seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => tickedAt);
}

/** Local time in full. */
export function formatLocal(iso: string): string {
  return LOCAL.format(new Date(iso));
}

function utcTitle(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)} UTC`;
}

type RelativeKind = "relative" | "age" | "brief" | "due";

export interface MomentProps {
  readonly at: string | null | undefined;
  /** `relative`: "3 minutes ago"; `age`: "3 min 5 s"; `brief`: "3 min"; `due`: as relative, "now" when it is past; `short`: without the year; default: date and time. */
  readonly as?: "full" | "short" | RelativeKind;
  /** Shown when there is none. */
  readonly otherwise?: string;
}

/** Until then; what lies between two ticks of the clock is now, not the future. */
function useSecondsTo(at: string): number {
  const ms = Date.parse(at) - useNow();
  return ms > 0 && ms <= TICK_MS ? 0 : Math.round(ms / 1000);
}

function wordsOf(seconds: number, as: RelativeKind): string {
  if (as === "age" || as === "brief") return formatSeconds(-seconds, as === "age" ? 2 : 1);
  return relativeTo(as === "due" ? Math.max(0, seconds) : seconds);
}

function RelativeMoment({ at, as }: { readonly at: string; readonly as: RelativeKind }) {
  const seconds = useSecondsTo(at);
  return (
    <time dateTime={at} title={`${formatLocal(at)} (${utcTitle(at)})`}>
      {wordsOf(seconds, as)}
    </time>
  );
}

export function Moment({ at, as = "full", otherwise = "–" }: MomentProps) {
  if (at === null || at === undefined) return <span>{otherwise}</span>;
  if (as !== "full" && as !== "short") return <RelativeMoment at={at} as={as} />;
  return (
    <time dateTime={at} title={utcTitle(at)}>
      {(as === "short" ? SHORT : LOCAL).format(new Date(at))}
    </time>
  );
}
