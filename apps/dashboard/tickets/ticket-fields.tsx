// The fields of a ticket; choosing another value saves it at once, as one write with its events.
import { Select, Stack, TagsInput } from "@mantine/core";
import { call } from "../api/http.ts";
import type { Ticket } from "../api/records.ts";
import {
  type Choice,
  useClientChoices,
  usePriorityChoices,
  useStatusChoices,
  useUserChoices,
} from "../api/reference.ts";
import { useWrite } from "../api/use-write.ts";
import { Card } from "../ui/card.tsx";
import { Facts } from "../ui/facts.tsx";
import { Moment } from "../ui/moment.tsx";

interface Change {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function useChange(ticketId: string) {
  return useWrite({
    write: ({ path, body }: Change) => call(`/tickets/${ticketId}${path}`, { method: "PUT", body }),
    done: () => "Saved.",
  });
}

/** The present value is shown even when it is not among the choices. */
function withPresent(choices: Choice[], value: string | null, label: string | null): Choice[] {
  if (value === null || choices.some((choice) => choice.value === value)) return choices;
  return [...choices, { value, label: label ?? value }];
}

function Choices({ ticket, change }: { readonly ticket: Ticket; change(change: Change): void }) {
  const statuses = withPresent(useStatusChoices(ticket.board_id), ticket.status_id, ticket.status_name);
  const priorities = withPresent(usePriorityChoices(), ticket.priority_id, ticket.priority_name);
  const clients = withPresent(useClientChoices(), ticket.client_id, ticket.client_name);
  const users = withPresent(useUserChoices(), ticket.assigned_to, ticket.assigned_to_name);
  const pick = (name: string) => (value: string | null) =>
    value !== null && change({ path: "", body: { [name]: value } });
  return (
    <Stack gap="sm">
      <Select
        label="Status"
        allowDeselect={false}
        data={statuses}
        value={ticket.status_id}
        onChange={(value) => value !== null && change({ path: "/status", body: { status_id: value } })}
      />
      <Select
        label="Assignee"
        clearable
        searchable
        placeholder="Nobody"
        data={users}
        value={ticket.assigned_to}
        onChange={(value) => change({ path: "/assignment", body: { assigned_to: value } })}
        clearButtonProps={{ "aria-label": "Take the assignee away" }}
      />
      <Select
        label="Priority"
        allowDeselect={false}
        data={priorities}
        value={ticket.priority_id}
        onChange={pick("priority_id")}
      />
      <Select
        label="Client"
        searchable
        allowDeselect={false}
        data={clients}
        value={ticket.client_id}
        onChange={pick("client_id")}
      />
      <TagsInput
        label="Tags"
        placeholder="Type and press Enter"
        value={[...ticket.tags]}
        onChange={(tags) => change({ path: "", body: { tags } })}
      />
    </Stack>
  );
}

export function TicketFields({ ticket }: { readonly ticket: Ticket }) {
  const change = useChange(ticket.ticket_id);
  return (
    <Card title="Details">
      <Stack gap="md">
        <Choices ticket={ticket} change={change.mutate} />
        <Facts
          facts={[
            ["Contact", ticket.contact_name ?? "–"],
            ["Board", ticket.board_name],
            ["Created", <Moment key="at" at={ticket.entered_at} />],
            ["Updated", <Moment key="at" at={ticket.updated_at} />],
            ["Due", <Moment key="at" at={ticket.due_date} />],
            ["Closed", <Moment key="at" at={ticket.closed_at} />],
            ["Version", ticket.version],
          ]}
        />
      </Stack>
    </Card>
  );
}
