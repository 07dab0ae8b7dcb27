// The order in which a statement locks tickets: the same in every process, so that no two wait for each other. In: writes of
// tickets. Out: at most one write of each ticket, by id; a second one would start from a version that is about to be gone.

export function inLockOrder<Write extends { readonly ticket: { readonly ticket_id: string } }>(
  writes: readonly Write[],
): readonly Write[] {
  const first = new Map<string, Write>();
  for (const write of writes) if (!first.has(write.ticket.ticket_id)) first.set(write.ticket.ticket_id, write);
  return [...first.values()].sort((a, b) => (a.ticket.ticket_id < b.ticket.ticket_id ? -1 : 1));
}
