// Somebody else changed the same field meanwhile: what they made of it, what one wanted, and the choice between the two.
import { Alert, Button, Group, Text } from "@mantine/core";
import { GitMerge } from "lucide-react";
import type { SaveOutcome } from "../api/ticket.ts";
import type { NameOf } from "./describe-change.ts";
import type { TicketDraft, TicketField } from "./merge-change.ts";
import classes from "./conflict-notice.module.css";

export type Conflict = Extract<SaveOutcome, { kind: "conflict" }> & { readonly mine: TicketDraft };

const LABELS: Readonly<Record<TicketField, string>> = {
  title: "Title",
  description: "Description",
  status_id: "Status",
  assigned_to: "Assignee",
  priority_id: "Priority",
  client_id: "Client",
  due_date: "Due",
  tags: "Tags",
};

function show(value: unknown, nameOf: NameOf): string {
  if (value === null || value === "") return "nothing";
  return typeof value === "string" ? (nameOf(value) ?? value) : String(value);
}

export interface ConflictNoticeProps {
  readonly conflict: Conflict;
  readonly nameOf: NameOf;
  readonly isSaving: boolean;
  /** Writes mine over theirs. */
  onInsist(): void;
  /** Leaves theirs. */
  onYield(): void;
}

export function ConflictNotice({ conflict, nameOf, isSaving, onInsist, onYield }: ConflictNoticeProps) {
  const { fields, theirs, mine } = conflict;
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      c="inherit"
      icon={<GitMerge size={18} />}
      title="Somebody else changed this meanwhile"
    >
      <Text size="sm">Nothing of yours was saved yet, and nothing of it is lost. Which one holds?</Text>
      <dl className={classes.sides}>
        {fields.map((field) => (
          <div key={field}>
            <dt>{LABELS[field]}</dt>
            <dd>
              <span className={classes.side}>now</span>
              <q dir="auto">{show(theirs.ticket[field], nameOf)}</q>
            </dd>
            <dd>
              <span className={classes.side}>yours</span>
              <q dir="auto">{show(mine[field], nameOf)}</q>
            </dd>
          </div>
        ))}
      </dl>
      <Group gap="xs">
        <Button size="xs" loading={isSaving} onClick={onInsist}>
          Save mine
        </Button>
        <Button size="xs" variant="default" onClick={onYield}>
          Keep theirs
        </Button>
      </Group>
    </Alert>
  );
}
