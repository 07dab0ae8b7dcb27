// Pure: the order of a list of deliveries and the marks behind which it goes on. A day holds two streams: deliveries with a
// sequence, by sequence, and tests, by id. Each has a mark of its own, so that nothing is skipped or repeated whatever comes
// in meanwhile; only between the two streams the time of creation decides.
import type { DeliveryPlace } from "./find-deliveries.ts";

/** How far a day was seen: of each stream down to the mark, exclusive; null is nothing of it yet. */
export interface Marks {
  readonly day: string;
  readonly sequence: number | null;
  readonly test: string | null;
}

export function startOf(day: string): Marks {
  return { day, sequence: null, test: null };
}

/** Merges two streams of one day, both newest first. Within a stream its own order stays, whatever the clocks were. */
export function mergeStreams(
  sequences: readonly DeliveryPlace[],
  tests: readonly DeliveryPlace[],
): readonly DeliveryPlace[] {
  const merged: DeliveryPlace[] = [];
  let at = 0;
  for (const place of sequences) {
    for (let test = tests[at]; test !== undefined && test.created_at >= place.created_at; test = tests[++at])
      merged.push(test);
    merged.push(place);
  }
  return [...merged, ...tests.slice(at)];
}

/** The marks after these places were seen, too. */
export function marksBehind(marks: Marks, places: readonly DeliveryPlace[]): Marks {
  return places.reduce<Marks>((behind, place) => {
    const base = behind.day === place.day ? behind : startOf(place.day);
    return place.sequence === null ? { ...base, test: place.delivery_id } : { ...base, sequence: place.sequence };
  }, marks);
}

/** True when a place was not seen yet. */
export function isBehind(marks: Marks, place: DeliveryPlace): boolean {
  if (place.day !== marks.day) return place.day < marks.day;
  if (place.sequence === null) return marks.test === null || place.delivery_id < marks.test;
  return marks.sequence === null || place.sequence < marks.sequence;
}

/** Puts places that came in any order into the order of the list. */
export function orderPlaces(places: readonly DeliveryPlace[]): readonly DeliveryPlace[] {
  const days = Map.groupBy(places, (place) => place.day);
  const newestFirst = [...days.keys()].sort().reverse();
  return newestFirst.flatMap((day) => {
    const ofDay = days.get(day) ?? [];
    const sequences = ofDay.filter((place) => place.sequence !== null);
    const tests = ofDay.filter((place) => place.sequence === null);
    return mergeStreams(
      sequences.sort((a, b) => (b.sequence ?? 0) - (a.sequence ?? 0)),
      tests.sort((a, b) => (a.delivery_id < b.delivery_id ? 1 : -1)),
    );
  });
}
