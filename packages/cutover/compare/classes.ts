// The twelve words that say how a poll difference stands to the events, each with its definition and an example.
// The report prints these sentences, docs/reference/cutover-classes.md repeats them (a test compares), and the
// comparison uses no other word.

export const CLASS_NAMES = [
  "match",
  "late",
  "coalesced",
  "unwatched",
  "unsubscribed",
  "pending",
  "missing",
  "mismatch",
  "duplicate",
  "reordered",
  "poll_error",
  "gone",
] as const;

export type ClassName = (typeof CLASS_NAMES)[number];

/** Classes that a change can end in; the other four count events, requests and tickets. */
export type ChangeClass = Exclude<ClassName, "duplicate" | "reordered" | "poll_error" | "gone">;

export interface ClassDefinition {
  /** What one of them is. */
  readonly counts: "change" | "event" | "request" | "ticket";
  readonly definition: string;
  readonly example: string;
  /** `difference`: speaks against leaving the poller. `open`: has to be waited for. `known`: explained, told, no obstacle. */
  readonly weight: "good" | "known" | "open" | "difference";
}

export const CLASSES: Readonly<Record<ClassName, ClassDefinition>> = {
  match: {
    counts: "change",
    weight: "good",
    definition:
      "A poll saw the change, and every event that the webhook owes for it had arrived by then with the same values.",
    example:
      "At 10:00:05 the poll shows status Waiting at version 7; ticket.updated and ticket.status_changed of version 7 came at 10:00:01.",
  },
  late: {
    counts: "change",
    weight: "known",
    definition:
      "A poll saw the change, and its events came with the same values, but after that poll by more than the margin of the clocks.",
    example:
      "The poll of 10:00:05 shows version 7; its ticket.updated comes at 10:01:03, after a first failed attempt: 58 seconds late.",
  },
  coalesced: {
    counts: "change",
    weight: "good",
    definition:
      "Its events came, but a later change of the same ticket was there before the next poll: the poller could never see it.",
    example:
      "Between two polls a ticket goes Open, Waiting, Open. The poller sees nothing or one step; the webhook tells both.",
  },
  unwatched: {
    counts: "change",
    weight: "known",
    definition:
      "Its events came, but no pair of polls is around it: the ticket is not polled, or not yet, or not any more.",
    example: "The webhook tells of a ticket of another board, which the poller's filter leaves out.",
  },
  unsubscribed: {
    counts: "change",
    weight: "known",
    definition:
      "A poll saw the change, and no event was owed for it: the webhook leaves out its event type, its ticket, or every field that changed.",
    example: "The poll shows a new title; the webhook subscribes to ticket.assigned only.",
  },
  pending: {
    counts: "change",
    weight: "open",
    definition:
      "A poll saw the change and an event of it is still owed: the deliveries API shows it waiting, retrying or held, or the poll is too fresh.",
    example: "The receiver was down at 10:00; the deliveries API says retrying, next attempt at 10:30.",
  },
  missing: {
    counts: "change",
    weight: "difference",
    definition: "The change is certain, an event of it was owed, and it neither came nor is on its way.",
    example:
      "Polls show version 6 and then version 7; no event of version 7 ever came, and its delivery was abandoned.",
  },
  mismatch: {
    counts: "change",
    weight: "difference",
    definition:
      "Its events came, but a field in one of them differs from what the poll of that version shows, after the ignore rules.",
    example: "At version 7 the poll says priority High, the event says Low.",
  },
  duplicate: {
    counts: "event",
    weight: "known",
    definition:
      "The same event arrived once more through the same webhook. At least once is the promise: handlers drop what they know.",
    example: "The receiver's answer was lost, so the sender repeated the event with the same event id.",
  },
  reordered: {
    counts: "event",
    weight: "known",
    definition:
      "An event arrived after a later one of the same ticket. Only a webhook with ordering: ticket promises otherwise.",
    example: "Version 8 arrives at 10:00:01, version 7 at 10:00:02.",
  },
  poll_error: {
    counts: "request",
    weight: "known",
    definition: "A poll was answered 429, 5xx or any other error, or not at all. It is counted as a cost of polling.",
    example: "The rate limit answers 429 with Retry-After: 12; the poller is blind for these seconds.",
  },
  gone: {
    counts: "ticket",
    weight: "known",
    definition: "A poll was answered 404: the ticket is not there, not there any more, or not there for this key.",
    example: "A ticket id in the list of the poller belongs to another tenant.",
  },
};
