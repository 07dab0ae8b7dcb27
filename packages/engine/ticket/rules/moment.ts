// When a change happened. In: the database's clock and the ticket's last change. Out: a moment that moves strictly forward
// along one ticket, in whole milliseconds, whatever the clock does.

/** Milliseconds since 1970 of the next change of a ticket. */
export function nextMoment(nowMs: number, previousUpdatedAt: string | null): number {
  const now = Math.floor(nowMs);
  return previousUpdatedAt === null ? now : Math.max(now, Date.parse(previousUpdatedAt) + 1);
}

/** ISO 8601 with milliseconds and `Z`. */
export function toIso(momentMs: number): string {
  return new Date(momentMs).toISOString();
}
