// Whether an event shows a ticket later than what was applied before. Pure.

/** The two things that order the events of one ticket. */
export interface TicketMoment {
  /** The ticket's version; absent when `payload_fields` of the webhook leaves it out. */
  readonly version?: number | undefined;
  /** ISO 8601, as in the envelope. */
  readonly occurredAt: string;
}

/**
 * True when `incoming` is later than `applied`. By version where both have one: the same version is the same ticket,
 * frozen, so it is not newer. Otherwise by time, where an equal time counts as newer: it can not be told apart, and
 * applying twice does less harm than skipping.
 *
 * @example if (isNewer({ version: event.data.version, occurredAt: event.occurred_at }, row)) await save(event.data);
 */
export function isNewer(incoming: TicketMoment, applied: TicketMoment | null): boolean {
  if (applied === null) return true;
  if (incoming.version !== undefined && applied.version !== undefined) return incoming.version > applied.version;
  return Date.parse(incoming.occurredAt) >= Date.parse(applied.occurredAt);
}
