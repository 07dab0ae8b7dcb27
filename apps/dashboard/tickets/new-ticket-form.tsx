// The form for a new ticket: a title is enough, the rest has defaults. In: what is typed. Out: a ticket.
import { Button, Select, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { LIMITS } from "@ticketwire/contract/limits";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { call, findingsOf, type One } from "../api/http.ts";
import type { Ticket } from "../api/records.ts";
import { useClientChoices, usePriorityChoices, useStatusChoices, useUserChoices } from "../api/reference.ts";
import { useWrite } from "../api/use-write.ts";

interface Draft {
  readonly title: string;
  readonly description: string;
  readonly status_id: string | null;
  readonly priority_id: string | null;
  readonly client_id: string | null;
  readonly assigned_to: string | null;
  readonly due_date: string | null;
  readonly tags: readonly string[];
}

const BLANK: Draft = {
  title: "",
  description: "",
  status_id: null,
  priority_id: null,
  client_id: null,
  assigned_to: null,
  due_date: null,
  tags: [],
};

/** Only what was chosen: what is left out gets the tenant's default. */
function toBody({ due_date: due, ...draft }: Draft): Record<string, unknown> {
  const body = { ...draft, due_date: due === null ? null : new Date(due).toISOString() };
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && value !== "" && String(value) !== ""),
  );
}

function useCreate(onCreated: (ticketId: string) => void) {
  return useWrite({
    write: (draft: Draft) => call<One<Ticket>>("/tickets", { method: "POST", body: toBody(draft) }),
    done: ({ data }) => {
      onCreated(data.ticket_id);
      return `${data.ticket_number} was created.`;
    },
    touches: ["pages"],
    hasForm: true,
  });
}

export function NewTicketForm({ onCreated }: { onCreated(ticketId: string): void }) {
  const form = useForm<Draft>({
    initialValues: BLANK,
    validate: { title: (title) => (title.trim() === "" ? "A title is needed" : null) },
  });
  const create = useCreate(onCreated);
  const submit = form.onSubmit((draft) =>
    create.mutate(draft, { onError: (error) => form.setErrors(findingsOf(error)) }),
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="Title" required maxLength={LIMITS.titleLength} autoFocus {...form.getInputProps("title")} />
        <Textarea label="Description" autosize minRows={3} {...form.getInputProps("description")} />
        <Select
          label="Status"
          clearable
          placeholder="Default"
          data={useStatusChoices()}
          {...form.getInputProps("status_id")}
        />
        <Select
          label="Priority"
          clearable
          placeholder="Default"
          data={usePriorityChoices()}
          {...form.getInputProps("priority_id")}
        />
        <Select
          label="Client"
          clearable
          searchable
          placeholder="Default"
          data={useClientChoices()}
          {...form.getInputProps("client_id")}
        />
        <Select
          label="Assignee"
          clearable
          searchable
          placeholder="Nobody"
          data={useUserChoices()}
          {...form.getInputProps("assigned_to")}
        />
        <DateTimeField label="Due" clearable placeholder="No date" {...form.getInputProps("due_date")} />
        <TagsInput label="Tags" placeholder="Type and press Enter" {...form.getInputProps("tags")} />
        <Button type="submit" loading={create.isPending}>
          Create the ticket
        </Button>
      </Stack>
    </form>
  );
}
