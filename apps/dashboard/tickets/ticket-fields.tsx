// The fields of a ticket; choosing another value saves it at once, as one write with its events.
import { Select, Stack, TagsInput } from "@mantine/core";
import type { Ticket } from "../api/records.ts";
import {
  type Choice,
  useClientChoices,
  usePriorityChoices,
  useReferenceNames,
  useStatusChoices,
  useUserChoices,
} from "../api/reference.ts";
import type { TicketVersion } from "../api/ticket.ts";
import { Card } from "../ui/card.tsx";
import { Facts } from "../ui/facts.tsx";
import { Moment } from "../ui/moment.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { DueField } from "./due-field.tsx";
import type { TicketDraft } from "./merge-change.ts";
import classes from "./ticket-page.module.css";
import { useSave } from "./use-save.ts";

/** The library draws all choices at once. */
const MOST_SHOWN = 200;

/** The present value is shown even when it is not among the choices. */
function withPresent(choices: Choice[], value: string | null, label: string | null): Choice[] {
  if (value === null || choices.some((choice) => choice.value === value)) return choices;
  return [...choices, { value, label: label ?? value }];
}

interface ChoicesProps {
  readonly ticket: Ticket;
  readonly isReadOnly: boolean;
  change(draft: TicketDraft): void;
}

function People({ ticket, isReadOnly, change }: ChoicesProps) {
  const clients = withPresent(useClientChoices(), ticket.client_id, ticket.client_name);
  const users = withPresent(useUserChoices(), ticket.assigned_to, ticket.assigned_to_name);
  return (
    <>
      <Select
        label="Assignee"
        clearable={!isReadOnly}
        searchable
        readOnly={isReadOnly}
        variant={isReadOnly ? "filled" : "default"}
        placeholder="Nobody"
        data={users}
        limit={MOST_SHOWN}
        value={ticket.assigned_to}
        onChange={(value) => change({ assigned_to: value })}
        clearButtonProps={{ "aria-label": "Take the assignee away" }}
      />
      <Select
        label="Client"
        searchable
        allowDeselect={false}
        readOnly={isReadOnly}
        variant={isReadOnly ? "filled" : "default"}
        data={clients}
        limit={MOST_SHOWN}
        value={ticket.client_id}
        onChange={(value) => value !== null && change({ client_id: value })}
      />
    </>
  );
}

function Choices(props: ChoicesProps) {
  const { ticket, isReadOnly, change } = props;
  const statuses = withPresent(useStatusChoices(ticket.board_id), ticket.status_id, ticket.status_name);
  const priorities = withPresent(usePriorityChoices(), ticket.priority_id, ticket.priority_name);
  return (
    <Stack gap="sm">
      <Select
        label="Status"
        allowDeselect={false}
        readOnly={isReadOnly}
        variant={isReadOnly ? "filled" : "default"}
        data={statuses}
        value={ticket.status_id}
        onChange={(value) => value !== null && change({ status_id: value })}
      />
      <Select
        label="Priority"
        allowDeselect={false}
        readOnly={isReadOnly}
        variant={isReadOnly ? "filled" : "default"}
        data={priorities}
        value={ticket.priority_id}
        onChange={(value) => value !== null && change({ priority_id: value })}
      />
      <People {...props} />
      <DueField due={ticket.due_date} isReadOnly={isReadOnly} onChange={(due_date) => change({ due_date })} />
      <TagsInput
        label="Tags"
        readOnly={isReadOnly}
        variant={isReadOnly ? "filled" : "default"}
        placeholder={ticket.tags.length === 0 ? "Type and press Enter" : ""}
        value={[...ticket.tags]}
        classNames={{ pillsList: classes.tags ?? "" }}
        onChange={(tags) => change({ tags })}
      />
    </Stack>
  );
}

export interface TicketFieldsProps {
  readonly version: TicketVersion;
  readonly isReadOnly: boolean;
}

export function TicketFields({ version, isReadOnly }: TicketFieldsProps) {
  const { ticket } = version;
  const save = useSave({ ticketId: ticket.ticket_id });
  const nameOf = useReferenceNames();
  return (
    <Card title="Details">
      <Stack gap="md">
        {save.conflict !== null && (
          <ConflictNotice
            conflict={save.conflict}
            nameOf={nameOf}
            isSaving={save.isPending}
            onInsist={save.insist}
            onYield={save.yield}
          />
        )}
        <Choices ticket={ticket} isReadOnly={isReadOnly} change={(mine) => save.mutate({ base: version, mine })} />
        <Facts
          facts={[
            ["Contact", ticket.contact_name ?? "–"],
            ["Board", ticket.board_name],
            ["Created", <Moment key="at" at={ticket.entered_at} />],
            ["Updated", <Moment key="at" at={ticket.updated_at} />],
            ["Closed", <Moment key="at" at={ticket.closed_at} />],
            ["Version", ticket.version],
          ]}
        />
      </Stack>
    </Card>
  );
}
