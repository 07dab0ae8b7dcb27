// The order in which a statement locks tickets: the same in every process, so that no two wait for each other. In: writes of
// tickets. Out: at most one write of each ticket, by id; a second one would start from a version that is about to be gone.
import type { TenantId } from "@ticketwire/contract";

/** Whose tickets a statement writes, and how long it waits for one that somebody holds, milliseconds. */
export interface WriteFrame {
  readonly tenantId: TenantId;
  readonly lockMs: number;
}

interface TicketWrite {
  readonly next: { readonly ticket: { readonly ticket_id: string } };
}

const idOf = ({ next }: TicketWrite): string => next.ticket.ticket_id;

/** The writes that one statement can carry. */
export function inLockOrder<Write extends TicketWrite>(asked: readonly Write[]): readonly Write[] {
  const first = new Map<string, Write>();
  for (const write of asked) if (!first.has(idOf(write))) first.set(idOf(write), write);
  return [...first.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/**
 * Whether each write landed, in the order they were asked for.
 * @param carried what `inLockOrder` made of them
 * @param written the tickets that the statement wrote
 */
export function landedOf<Write extends TicketWrite>(
  asked: readonly Write[],
  carried: readonly Write[],
  written: readonly { readonly ticket_id: string }[],
): readonly boolean[] {
  const ids = new Set(written.map((row) => row.ticket_id));
  const landed = new Set(carried.filter((write) => ids.has(idOf(write))));
  return asked.map((write) => landed.has(write));
}
