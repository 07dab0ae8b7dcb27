// `ordering: ticket`: a ticket's later events wait for the earlier one to end, other tickets flow on. Pure state of one lane:
// which deliveries of a subject are open, and what waits behind them here. What waits long is parked in its row.
import type { DueDelivery } from "./load-deliveries.ts";

/** What is open of one ticket as the lane finds it when it is taken. */
export interface OpenSubject {
  readonly subjectId: string;
  /** Sequences of deliveries that have a due time, or are about to get one. */
  readonly open: readonly number[];
  /** The lowest sequence that is parked in its row; null when none is. */
  readonly firstParked: number | null;
}

export type Turn =
  | { readonly kind: "start" }
  /** An earlier one is under way: it waits here and comes back by `end`. */
  | { readonly kind: "wait" }
  /** An earlier one is to be tried again later: it waits in its row until that one has ended. */
  | { readonly kind: "park" };

/** So many of one ticket wait in memory; what comes behind them is parked. */
const MOST_BEHIND = 1_000;

// There may be a hundred thousand of these in a lane, nearly all with one open delivery: plain arrays, not sets.
interface Subject {
  /** Sequences of deliveries that are under way or due some time. */
  open: readonly number[];
  /** Handed on by `end` counts, too. */
  underWay: readonly number[];
  /** By sequence. Changed in place where it is not NONE: it may be long. */
  behind: DueDelivery[];
  /** The lowest sequence that is parked in its row. */
  firstParked: number | null;
  /** The lowest that was parked since the release that is under way began: that release does not know of it. */
  parkedAnew: number | null;
}

export interface Ended {
  /** These may be tried again, in this order. */
  readonly next: readonly DueDelivery[];
  /** These must be parked: the one they waited for is to be tried again later. */
  readonly park: readonly DueDelivery[];
  /** The subject's first parked delivery is to be released. */
  readonly release: boolean;
}

const NONE: never[] = [];
const NOTHING: Ended = { next: [], park: [], release: false };

export class TicketOrder {
  readonly #subjects = new Map<string, Subject>();

  constructor(subjects: readonly OpenSubject[] = []) {
    for (const { subjectId, open, firstParked } of subjects)
      this.#subjects.set(subjectId, { open, underWay: NONE, behind: NONE, firstParked, parkedAnew: null });
  }

  /** Whether a delivery may start now; when it may, it counts as under way. */
  take(delivery: DueDelivery): Turn {
    if (delivery.subjectId === null) return { kind: "start" };
    const subject = this.#subject(delivery.subjectId);
    // Handed on by `end`, or put back because it could not be sent yet.
    if (subject.underWay.includes(delivery.sequence)) return { kind: "start" };
    if (!isBehind(subject, delivery)) {
      hold(subject, delivery);
      return { kind: "start" };
    }
    if (waitsForLong(subject, delivery) || subject.behind.length >= MOST_BEHIND) {
      park(subject, delivery);
      return { kind: "park" };
    }
    addBehind(subject, delivery);
    return { kind: "wait" };
  }

  /** An attempt is over: the delivery ended, or is to be tried again later. */
  end(delivery: DueDelivery, hasEnded: boolean): Ended {
    const subject = delivery.subjectId === null ? undefined : this.#subjects.get(delivery.subjectId);
    if (subject === undefined || delivery.subjectId === null) return NOTHING;
    subject.underWay = withoutNumber(subject.underWay, delivery.sequence);
    if (hasEnded) subject.open = withoutNumber(subject.open, delivery.sequence);
    const [first] = subject.behind;
    if (!hasEnded || (first !== undefined && waitsForLong(subject, first)))
      return { next: [], park: parkBehind(subject), release: hasEnded };
    const next = handOn(subject);
    // While some wait here, those that are parked, which are later ones, would only join them.
    const release = subject.firstParked !== null && subject.behind.length === 0;
    if (!release && subject.open.length === 0 && subject.behind.length === 0 && subject.firstParked === null)
      this.#subjects.delete(delivery.subjectId);
    return { next, park: [], release };
  }

  /** Takes back everything that waits here behind another one. */
  drain(): DueDelivery[] {
    return [...this.#subjects.values()].flatMap((subject) => {
      const { behind } = subject;
      subject.behind = NONE;
      return behind;
    });
  }

  /** Subjects whose parked deliveries wait for nothing: the owner before died between an end and the release. */
  stranded(): string[] {
    return [...this.#subjects.keys()].filter((id) => this.isStranded(id));
  }

  /** Something of this subject is parked, and nothing is open whose end would release it. */
  isStranded(subjectId: string): boolean {
    const subject = this.#subjects.get(subjectId);
    return subject !== undefined && subject.firstParked !== null && subject.open.length === 0;
  }

  /** The lowest sequence of this subject that is parked. */
  firstParked(subjectId: string): number | null {
    return this.#subjects.get(subjectId)?.firstParked ?? null;
  }

  /** Call before the first parked delivery of a subject is released; `released` afterwards. */
  beginRelease(subjectId: string): void {
    this.#subject(subjectId).parkedAnew = null;
  }

  /** The first parked delivery of a subject was released in its row: later ones wait for it until it is loaded and ends. */
  released(subjectId: string, release: { readonly sequence: number | null; readonly next: number | null }): void {
    const subject = this.#subject(subjectId);
    const isParkedAgain = release.sequence === subject.parkedAnew;
    if (release.sequence !== null && !isParkedAgain) subject.open = withNumber(subject.open, release.sequence);
    subject.firstParked = lower(release.next, subject.parkedAnew);
  }

  #subject(subjectId: string): Subject {
    let subject = this.#subjects.get(subjectId);
    if (subject === undefined) {
      subject = { open: NONE, underWay: NONE, behind: NONE, firstParked: null, parkedAnew: null };
      this.#subjects.set(subjectId, subject);
    }
    return subject;
  }
}

function isBehind(subject: Subject, { sequence }: DueDelivery): boolean {
  const [first] = subject.behind;
  if (first !== undefined && first.sequence < sequence) return true;
  if (subject.firstParked !== null && subject.firstParked < sequence) return true;
  return subject.open.some((earlier) => earlier < sequence);
}

/** An earlier one is parked, or is to be tried again some time. */
function waitsForLong(subject: Subject, { sequence }: DueDelivery): boolean {
  if (subject.firstParked !== null && subject.firstParked < sequence) return true;
  return subject.open.some((earlier) => earlier < sequence && !subject.underWay.includes(earlier));
}

function hold(subject: Subject, { sequence }: DueDelivery): void {
  subject.open = withNumber(subject.open, sequence);
  subject.underWay = withNumber(subject.underWay, sequence);
}

// Nearly always the last one.
function addBehind(subject: Subject, delivery: DueDelivery): void {
  if (subject.behind.length === 0) subject.behind = [];
  const last = subject.behind.findLastIndex((waiting) => waiting.sequence < delivery.sequence);
  subject.behind.splice(last + 1, 0, delivery);
}

// Only the first: the others would be asked again each time, and a ticket may have thousands.
function handOn(subject: Subject): readonly DueDelivery[] {
  const [first] = subject.behind;
  if (first === undefined || subject.open.some((earlier) => earlier < first.sequence)) return NONE;
  subject.behind.shift();
  hold(subject, first);
  return [first];
}

function parkBehind(subject: Subject): readonly DueDelivery[] {
  const { behind } = subject;
  subject.behind = NONE;
  for (const waiting of behind) park(subject, waiting);
  return behind;
}

function park(subject: Subject, { sequence }: DueDelivery): void {
  subject.open = withoutNumber(subject.open, sequence);
  subject.firstParked = lower(subject.firstParked, sequence);
  subject.parkedAnew = lower(subject.parkedAnew, sequence);
}

function lower(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function withNumber(numbers: readonly number[], one: number): readonly number[] {
  return numbers.includes(one) ? numbers : [...numbers, one];
}

function withoutNumber(numbers: readonly number[], one: number): readonly number[] {
  return numbers.includes(one) ? numbers.filter((number) => number !== one) : numbers;
}
