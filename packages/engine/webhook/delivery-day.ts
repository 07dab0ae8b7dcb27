// Pure: on which days (partitions) a delivery or its event may lie, told by its id. The id's first 48 bits are the milliseconds
// of its event; those of a very large batch run ahead, and may reach into the next day.
import { dayOf } from "../db/partitions.ts";

/** The end of the year 9999. Beyond it is no id of ours. */
const LAST_MOMENT = 253_402_300_799_999;

/** No batch runs ahead by more: that would be 2,400,000,000 events. */
const AHEAD_MS = 600_000;

/** The day of the id, and within its first minutes the day before. */
export function daysOfDelivery(deliveryId: string): readonly string[] {
  const moment = Number.parseInt(deliveryId.replaceAll("-", "").slice(0, 12), 16);
  if (moment > LAST_MOMENT) return [];
  const [day, dayBefore] = [dayOf(new Date(moment)), dayOf(new Date(moment - AHEAD_MS))];
  return day === dayBefore ? [day] : [day, dayBefore];
}
