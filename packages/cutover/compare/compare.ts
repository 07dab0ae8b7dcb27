// The comparison: a pure function of a journal. One pass for what is about no single ticket, then ticket by ticket:
// history → windows → findings → counts and evidence. In: a journal and the owner's rules. Out: a Comparison.
import type { Entry, TicketEntry } from "../journal/entry.ts";
import { createActionLog } from "./action-log.ts";
import { missRateUpperBound } from "./bound.ts";
import { type ClockModel, createClockFitter } from "./clock.ts";
import type { Comparison, HourCount } from "./comparison.ts";
import {
  createDifferenceLog,
  differenceOfAbsence,
  differenceOfDuplicate,
  differenceOfFailedPoll,
  differenceOfFinding,
  differenceOfReorder,
  type DifferenceLog,
  isBroughtBack,
} from "./difference-log.ts";
import { findDowntimes, readLadder } from "./downtime.ts";
import { createEvidenceLog, type EvidenceLog } from "./evidence-log.ts";
import { ignoring } from "./fields.ts";
import { type History, readHistory } from "./history.ts";
import { judgeTicket, type TicketContext } from "./judge-ticket.ts";
import { checkCompareOptions, type CompareOptions, type CompareSettings } from "./options.ts";
import { subscriptionsFrom } from "./owed.ts";
import { HOUR_MS, type Overview, readOverview } from "./overview.ts";
import { type JournalReader, readerOf, type TicketEntries } from "./reader.ts";

/** Compares entries that are in memory. For a journal on disk use `compareJournal`, which holds one ticket at a time. */
export function compare(entries: Iterable<Entry>, options?: CompareOptions): Comparison {
  return compareJournal(readerOf(entries), options);
}

/** @throws CutoverError `bad_option` for a wrong option, `journal_unreadable` when the journal is damaged. */
export function compareJournal(journal: JournalReader, options?: CompareOptions): Comparison {
  const settings = checkCompareOptions(options);
  const overview = readOverview(journal.readOverview(), settings);
  const clock = overview.clock.evidence === "date" ? overview.clock : measureByHistory(journal, settings);
  const context = contextOf({ ...overview, clock }, settings);
  const log = createDifferenceLog(settings.listed);
  const evidence = createEvidenceLog(clock);
  const actions = createActionLog(context, settings);
  const tickets = { polled: 0, told: 0, recovered: 0, staleReads: 0 };
  // A function of its own, so that a ticket's history is gone when the next one is read: with few tickets each is large.
  const addOne = ({ ticket, entries }: TicketEntries): void => {
    const history = readHistory(ticket, upTo(entries, settings));
    const { recovered, coarseAt } = addTicket(history, { context, settings, log, evidence });
    tickets.recovered += recovered;
    tickets.polled += history.sights.length > 0 ? 1 : 0;
    tickets.told += history.receipts.length > 0 ? 1 : 0;
    tickets.staleReads += history.staleReads;
    actions.add(history, coarseAt);
  };
  for (const one of journal.readTickets()) addOne(one);
  for (const poll of overview.failedPolls) log.add(differenceOfFailedPoll(poll));
  const failed = Object.values(overview.pollErrors).reduce((sum, count) => sum + count, 0);
  log.addUnlisted("poll_error", failed - overview.failedPolls.length);
  const { classes, ...listed } = log.finish();
  const { recovered, staleReads, ...counted } = tickets;
  return {
    ...summarize({ ...overview, clock }, { evidence, settings, context }),
    ...trialsOf(classes),
    ...listed,
    classes,
    actions: actions.finish(),
    tickets: counted,
    recovered,
    staleReads,
  };
}

function upTo(entries: readonly TicketEntry[], { to }: CompareSettings): readonly TicketEntry[] {
  return to === Infinity ? entries : entries.filter(({ at }) => at <= to);
}

function contextOf(overview: Overview, settings: CompareSettings): TicketContext {
  const { clock, noise, webhooks, watchedFrom, end, isSettled } = overview;
  return {
    clock,
    isNoise: ignoring(noise.paths),
    isIgnored: ignoring([...noise.paths, ...settings.ignore]),
    subscriptionAt: subscriptionsFrom(webhooks, settings.eventTypes),
    watchedFrom,
    end,
    isSettled,
    settleMs: settings.settleMs,
  };
}

interface TicketSinks {
  readonly context: TicketContext;
  readonly settings: CompareSettings;
  readonly log: DifferenceLog;
  readonly evidence: EvidenceLog;
}

interface TicketEnd {
  /** Missing changes that a reconcile brought back. */
  readonly recovered: number;
  /** Polls that showed several changes at once. */
  readonly coarseAt: ReadonlySet<number>;
}

function addTicket(history: History, { context, settings, log, evidence }: TicketSinks): TicketEnd {
  const isInPeriod = (at: number): boolean => at >= settings.from;
  const coarseAt = new Set<number>();
  let recovered = 0;
  for (const finding of judgeTicket(history, context)) {
    if (!isInPeriod(finding.at)) continue;
    if (finding.class === "coalesced") coarseAt.add(finding.at);
    const isRecovered = finding.class === "missing" && isBroughtBack(finding, history);
    if (isRecovered) recovered += finding.count;
    evidence.addFinding(finding);
    if (finding.class === "match") log.addMatch();
    else log.add(differenceOfFinding(history.ticket, finding, isRecovered));
  }
  evidence.addArrivals(history, isInPeriod);
  for (const entry of history.duplicates) if (isInPeriod(entry.at)) log.add(differenceOfDuplicate(entry));
  for (const { entry } of history.reordered) if (isInPeriod(entry.at)) log.add(differenceOfReorder(entry));
  for (const look of history.gone) if (isInPeriod(look.at)) log.add(differenceOfAbsence(history.ticket, look));
  return { recovered, coarseAt };
}

function trialsOf(classes: Comparison["classes"]): Pick<Comparison, "trials" | "misses" | "missRateUpperBound"> {
  const misses = classes.missing;
  const trials = classes.match + classes.late + classes.mismatch + misses;
  return { trials, misses, missRateUpperBound: missRateUpperBound(misses, trials) };
}

type Summary = Omit<
  Comparison,
  | "classes"
  | "differences"
  | "omitted"
  | "actions"
  | "tickets"
  | "recovered"
  | "staleReads"
  | "trials"
  | "misses"
  | "missRateUpperBound"
>;

interface SummarySources {
  readonly evidence: EvidenceLog;
  readonly settings: CompareSettings;
  readonly context: TicketContext;
}

function summarize(overview: Overview, { evidence, settings, context }: SummarySources): Summary {
  const { eventsByHour, laterCopies, events, deliveries, pulled, ...proven } = evidence.finish();
  const { polls, observedMs, watchedFrom, end } = overview;
  const perHour = (count: number): number => (observedMs > 0 ? (count * HOUR_MS) / observedMs : 0);
  const from = polls > 0 ? Math.max(watchedFrom, settings.from) : null;
  return {
    ...proven,
    requests: {
      polls,
      perHour: perHour(polls),
      events,
      eventsPerHour: perHour(events),
      deliveries,
      pulled,
      errors: overview.pollErrors,
      hours: hoursOf(overview.pollsByHour, eventsByHour),
    },
    noise: overview.noise,
    clock: overview.clock,
    period: { from, to: end || null, observedMs },
    webhooks: overview.webhooks,
    subscribed: context.subscriptionAt(end, end).types,
    downtimes: findDowntimes(overview.deliveries),
    ladder: readLadder(overview.deliveries, laterCopies),
    refusals: overview.refusals,
    stage: overview.stage,
    stagedAt: overview.stagedAt,
    reconciles: overview.reconciles,
  };
}

function hoursOf(polls: ReadonlyMap<number, number>, events: ReadonlyMap<number, number>): HourCount[] {
  const hours = [...new Set([...polls.keys(), ...events.keys()])].toSorted((a, b) => a - b);
  return hours.map((hour) => ({ hour, polls: polls.get(hour) ?? 0, events: events.get(hour) ?? 0 }));
}

/** No answer had a `Date` header: the changes themselves tell. One was written after the last look without it and before the first with it. */
function measureByHistory(journal: JournalReader, settings: CompareSettings): ClockModel {
  const proofs: { at: number; low: number; high: number }[] = [];
  for (const { ticket, entries } of journal.readTickets()) {
    for (const { at, since, updatedAt } of readHistory(ticket, upTo(entries, settings)).sights) {
      if (updatedAt === null || since === null) continue;
      proofs.push({ at, low: updatedAt - at, high: updatedAt - since.sentAt });
    }
  }
  const fitter = createClockFitter();
  for (const proof of proofs.toSorted((a, b) => a.at - b.at)) fitter.add(proof);
  return fitter.finish("history");
}
