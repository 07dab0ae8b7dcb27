// `ordering: ticket`: a ticket's later events wait for the earlier one to end, other tickets flow on. Pure state of one lane:
// which deliveries of a subject are open, and what waits behind them here. What waits long is parked in its row.
import type { DueDelivery } from "./load-deliveries.ts";

/** A delivery that has a due time or is parked, as the lane finds it when it is taken. */
export interface OpenDelivery {
  readonly subjectId: string;
  readonly sequence: number;
  readonly isParked: boolean;
}

export type Turn =
  | { readonly kind: "start" }
  /** An earlier one is under way: it waits here and comes back by `end`. */
  | { readonly kind: "wait" }
  /** An earlier one is to be tried again later: it waits in its row until that one has ended. */
  | { readonly kind: "park" };

interface Subject {
  /** Sequences of deliveries that are under way or due some time. */
  readonly open: Set<number>;
  readonly underWay: Set<number>;
  behind: DueDelivery[];
  /** Some of its deliveries are parked in their rows. */
  hasParked: boolean;
}

export interface Ended {
  /** These may be tried again, in this order. */
  readonly next: readonly DueDelivery[];
  /** These must be parked: the one they waited for is to be tried again later. */
  readonly park: readonly DueDelivery[];
  /** The subject's first parked delivery is to be released. */
  readonly release: boolean;
}

const NOTHING: Ended = { next: [], park: [], release: false };

export class TicketOrder {
  readonly #subjects = new Map<string, Subject>();

  constructor(open: readonly OpenDelivery[] = []) {
    for (const { subjectId, sequence, isParked } of open) {
      const subject = this.#subject(subjectId);
      if (isParked) subject.hasParked = true;
      else subject.open.add(sequence);
    }
  }

  /** Whether a delivery may start now; when it may, it counts as under way. */
  take(delivery: DueDelivery): Turn {
    if (delivery.subjectId === null) return { kind: "start" };
    const subject = this.#subject(delivery.subjectId);
    const earlier = [...subject.open].filter((sequence) => sequence < delivery.sequence);
    const isFresh = delivery.nextAttemptAt === null;
    if (earlier.length === 0 && !(isFresh && subject.hasParked) && !this.#hasEarlierBehind(subject, delivery)) {
      subject.open.add(delivery.sequence);
      subject.underWay.add(delivery.sequence);
      return { kind: "start" };
    }
    if (earlier.some((sequence) => !subject.underWay.has(sequence)) || (isFresh && subject.hasParked)) {
      subject.open.delete(delivery.sequence);
      subject.hasParked = true;
      return { kind: "park" };
    }
    subject.behind.push(delivery);
    return { kind: "wait" };
  }

  /** An attempt is over: the delivery ended, or is to be tried again later. */
  end(delivery: DueDelivery, hasEnded: boolean): Ended {
    const subject = delivery.subjectId === null ? undefined : this.#subjects.get(delivery.subjectId);
    if (subject === undefined || delivery.subjectId === null) return NOTHING;
    subject.underWay.delete(delivery.sequence);
    const behind = subject.behind.sort((a, b) => a.sequence - b.sequence);
    subject.behind = [];
    if (!hasEnded) {
      if (behind.length > 0) subject.hasParked = true;
      for (const waiting of behind) subject.open.delete(waiting.sequence);
      return { next: [], park: behind, release: false };
    }
    subject.open.delete(delivery.sequence);
    const release = subject.hasParked;
    if (!release && behind.length === 0 && subject.open.size === 0) this.#subjects.delete(delivery.subjectId);
    return { next: behind, park: [], release };
  }

  /** Takes back everything that waits here behind another one. */
  drain(): DueDelivery[] {
    return [...this.#subjects.values()].flatMap((subject) => subject.behind.splice(0));
  }

  /** Subjects whose parked deliveries wait for nothing: the owner before died between an end and the release. */
  stranded(): string[] {
    return [...this.#subjects].filter(([, subject]) => subject.hasParked && subject.open.size === 0).map(([id]) => id);
  }

  /** The first parked delivery of a subject was released in its row: later ones wait for it until it is loaded and ends. */
  released(subjectId: string, release: { readonly sequence: number | null; readonly hasMore: boolean }): void {
    const subject = this.#subject(subjectId);
    if (release.sequence !== null) subject.open.add(release.sequence);
    subject.hasParked = release.hasMore;
  }

  #hasEarlierBehind(subject: Subject, delivery: DueDelivery): boolean {
    return subject.behind.some((waiting) => waiting.sequence < delivery.sequence);
  }

  #subject(subjectId: string): Subject {
    let subject = this.#subjects.get(subjectId);
    if (subject === undefined) {
      subject = { open: new Set(), underWay: new Set(), behind: [], hasParked: false };
      this.#subjects.set(subjectId, subject);
    }
    return subject;
  }
}
