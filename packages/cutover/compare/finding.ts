// What the judgement of a ticket's windows yields: one finding per change, with both sides. Types and the paths of a
// mismatch only; the tally counts them and the report shows them.
import type { EventType } from "@ticketwire/contract";
import type { ChangeClass } from "./classes.ts";
import type { Look, Receipt, Sight } from "./history.ts";

/** A path at which an event differs from what polls show. */
export interface PathMismatch {
  readonly path: string;
  readonly poll: unknown;
  readonly push: unknown;
  readonly eventId: string;
}

export interface Finding {
  readonly class: ChangeClass;
  /** When the poll that showed it was answered; for a change without a window, when its first event arrived. */
  readonly at: number;
  /** Changes it stands for: more than one only in a run of changes of which nothing is known but their number. */
  readonly count: number;
  readonly opened: Look | null;
  readonly sight: Sight | null;
  readonly version: number | null;
  readonly receipts: readonly Receipt[];
  /** Owed types that did not come. */
  readonly lacking: readonly EventType[];
  readonly paths: readonly PathMismatch[];
  /** Fields that changed and that no event of the change carries. */
  readonly uncarried: readonly string[];
  /** Milliseconds after the poll, when late. */
  readonly lateMs: number | null;
  /** True when a poll saw this very change, not only a later one. */
  readonly isSeen: boolean;
  readonly note: string;
}

/** The parts of a finding that differ from the quiet default. */
export function finding(parts: Partial<Finding> & Pick<Finding, "class" | "at" | "note">): Finding {
  return {
    count: 1,
    opened: null,
    sight: null,
    version: null,
    receipts: [],
    lacking: [],
    paths: [],
    uncarried: [],
    lateMs: null,
    isSeen: false,
    ...parts,
  };
}
