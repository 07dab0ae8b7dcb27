// Saving changes of a ticket from a page: over the version that was seen, with the conflict kept until somebody decides.
// In: the version one started from, what one changed. Out: how to save, and the conflict, if there is one.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { saveTicket, ticketQuery, type TicketSave, type TicketVersion } from "../api/ticket.ts";
import { readAnew, useWrite } from "../api/use-write.ts";
import type { Conflict } from "./conflict-notice.tsx";

export interface SaveOptions {
  readonly ticketId: string;
  /** The form shows findings about its fields itself. */
  readonly hasForm?: boolean;
  onSaved?(): void;
}

export function useSave({ ticketId, hasForm = false, onSaved }: SaveOptions) {
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const show = (version: TicketVersion) => client.setQueryData(ticketQuery(ticketId).queryKey, version);
  const save = useWrite({
    write: (wish: TicketSave) => saveTicket(wish),
    done: (outcome, { mine }) => {
      if (outcome.kind === "conflict") {
        setConflict({ ...outcome, mine });
        show(outcome.theirs);
        return null;
      }
      setConflict(null);
      show(outcome.version);
      onSaved?.();
      return "Saved.";
    },
    hasForm,
  });
  return {
    ...save,
    conflict,
    /** Writes mine over theirs. */
    insist: () => conflict !== null && save.mutate({ base: conflict.theirs, mine: conflict.mine }),
    /** Forgets mine. */
    yield: () => {
      setConflict(null);
      void readAnew(client, ["ticket"]);
    },
  };
}
