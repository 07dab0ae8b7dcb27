// Pure: on which days (partitions) a delivery may lie, told by its id. The id's first 48 bits are the milliseconds of its
// event; those of a very large batch may reach into the next day.
import { dayOf } from "../db/partitions.ts";

const DAY_MS = 86_400_000;
/** The end of the year 9999. Beyond it is no id of ours. */
const LAST_MOMENT = 253_402_300_799_999;

/** The day of the id and the day before. */
export function daysOfDelivery(deliveryId: string): readonly string[] {
  const moment = Number.parseInt(deliveryId.replaceAll("-", "").slice(0, 12), 16);
  if (moment > LAST_MOMENT) return [];
  return [dayOf(new Date(moment)), dayOf(new Date(moment - DAY_MS))];
}
