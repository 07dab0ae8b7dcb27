// The list of a webhook's deliveries, newest first: by the day of the event, within a day by sequence, tests where they were
// made. In: a filter, a place to go on from. Out: a page and the place behind it (bounded-list.ts).
import type { Queryable } from "../db/database.ts";
import {
  type Counted,
  type DeliveryPage,
  type ListWish,
  listInOrder,
  type ListOrder,
  type Step,
} from "./bounded-list.ts";
import { type DeliveryFilter, setAsideOf } from "./delivery-filter.ts";
import { isBehind, type Marks, marksBehind, mergeStreams, orderPlaces, startOf } from "./delivery-order.ts";
import { findByShortcut } from "./find-by-shortcut.ts";
import {
  countDeliveries,
  findBelow,
  type DeliveryDay,
  type DeliveryPlace,
  findDays,
  lookAlongSequence,
  lookAlongTests,
  type Looked,
  type WebhookKey,
} from "./find-deliveries.ts";

/** Behind which the next page begins: of `day` what lies below both marks, then the days before it. */
export type ListPosition = Marks & Counted;

/** Held or abandoned deliveries that are named at once; of more than these the walk finds a page sooner. */
const SET_ASIDE_AT_MOST = 1_000;

/** Deliveries by which a search for a moment may miss. */
const MARGIN = 64;

interface Walk {
  readonly tenant: Queryable;
  readonly key: WebhookKey;
  readonly filter: DeliveryFilter;
}

interface DayStep {
  readonly places: readonly DeliveryPlace[];
  readonly examined: number;
  readonly behind: Marks;
  readonly isDone: boolean;
}

const NOTHING: Looked = { places: [], examined: 0, last: null };

/** What a stream shows down to a moment, and how far it then was seen. */
function cut(
  looked: Looked,
  floor: DeliveryPlace | null,
): { readonly places: readonly DeliveryPlace[]; readonly end: DeliveryPlace | null } {
  const older = floor ? looked.places.findIndex((place) => place.created_at < floor.created_at) : -1;
  if (older === -1) return { places: looked.places, end: looked.last };
  return { places: looked.places.slice(0, older), end: looked.places[older - 1] ?? null };
}

/** One look at a day: along its sequence and along its tests. Where one of them goes on, the other is shown no further. */
async function lookAtDay(
  walk: Walk,
  day: DeliveryDay,
  at: { readonly marks: Marks; readonly examine: number },
): Promise<DayStep> {
  const { tenant, key, filter } = walk;
  const { marks, examine } = at;
  const look = { day: day.day, filter, examine };
  const [sequences, tests] = await Promise.all([
    day.has_sequences ? lookAlongSequence(tenant, key, { ...look, below: marks.sequence }) : NOTHING,
    day.has_tests ? lookAlongTests(tenant, key, { ...look, below: marks.test }) : NOTHING,
  ]);
  const sequenceFloor = sequences.examined === examine ? sequences.last : null;
  const testFloor = tests.examined === examine ? tests.last : null;
  let shown = { sequences: cut(sequences, testFloor), tests: cut(tests, sequenceFloor) };
  // Clocks so odd that each stream would wait for the other: both are shown as they are.
  if (shown.sequences.end === null && shown.tests.end === null)
    shown = { sequences: cut(sequences, null), tests: cut(tests, null) };
  const ends = [shown.sequences.end, shown.tests.end].filter((place) => place !== null);
  // Created in order along the sequence: below the first one that is too old there are only older ones.
  const isTooOld = filter.from !== undefined && sequenceFloor !== null && sequenceFloor.created_at < filter.from;
  return {
    places: mergeStreams(shown.sequences.places, shown.tests.places),
    examined: sequences.examined + tests.examined,
    behind: marksBehind(marks, ends),
    isDone: (sequenceFloor === null || isTooOld) && testFloor === null,
  };
}

/**
 * Where a day's walk begins when everything after a moment is left out: halving the distance finds the place in some twenty
 * looks, however many deliveries lie between.
 */
async function startBefore(walk: Walk, day: string, to: Date): Promise<Marks> {
  const { tenant, key } = walk;
  let high = Number.MAX_SAFE_INTEGER;
  const newest = await findBelow(tenant, key, { day, below: high });
  if (newest === undefined || newest.created_at <= to) return startOf(day);
  let low = 0;
  high = newest.sequence ?? 0;
  // Everything from `high` on is too new; what lies below `low` is not.
  while (high - low > MARGIN) {
    const middle = Math.ceil((low + high) / 2);
    const place = await findBelow(tenant, key, { day, below: middle });
    if (place !== undefined && place.created_at > to) high = place.sequence ?? 0;
    else low = middle;
  }
  // Clocks of two leaders may differ a little, so a few more are looked at than would be needed.
  return { ...startOf(day), sequence: high + MARGIN };
}

/** The order of a webhook's list. The days are asked for once, when a walk begins. */
function orderOf(walk: Walk): ListOrder<DeliveryPlace, Marks> {
  const { tenant, key, filter } = walk;
  let days: readonly DeliveryDay[] = [];
  return {
    async begin(after) {
      const latest = filter.to?.toISOString().slice(0, 10) ?? null;
      const before = after && (latest === null || after.day < latest) ? after.day : latest;
      days = await findDays(tenant, key, before);
      const [first] = days;
      if (first === undefined) return null;
      return after?.day === first.day ? after : startOf(first.day);
    },
    async look(at, examine): Promise<Step<DeliveryPlace, Marks>> {
      const index = days.findIndex((day) => day.day === at.day);
      const day = days[index];
      if (day === undefined) return { places: [], examined: 0, next: null };
      const isNew = at.sequence === null && at.test === null;
      const marks = isNew && filter.to !== undefined ? await startBefore(walk, day.day, filter.to) : at;
      const { places, examined, behind, isDone } = await lookAtDay(walk, day, { marks, examine });
      const following = days[index + 1];
      return { places, examined, next: isDone ? (following ? startOf(following.day) : null) : behind };
    },
    async findByShortcut(shortcut, most) {
      const atMost = setAsideOf(filter) === null ? most : SET_ASIDE_AT_MOST;
      const places = await findByShortcut(tenant, key, { shortcut, filter, most: atMost });
      return places && orderPlaces(places);
    },
    count: (examine) => countDeliveries(tenant, key, { filter, examine }),
    isBehind,
    markBehind: (mark, places) => marksBehind(mark ?? startOf(places[0]?.day ?? ""), places),
  };
}

/** Lists deliveries of a webhook. */
export function listDeliveries(
  tenant: Queryable,
  key: WebhookKey,
  wish: ListWish<Marks>,
): Promise<DeliveryPage<Marks>> {
  return listInOrder({ tenant, tenantId: key.tenantId }, orderOf({ tenant, key, filter: wish.filter }), wish);
}
