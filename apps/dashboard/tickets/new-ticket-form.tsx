// The form for a new ticket: a title is enough, the rest has defaults. In: what is typed. Out: a ticket.
import { Button, Select, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRef } from "react";
import { call, findingsOf, type One } from "../api/http.ts";
import type { Ticket } from "../api/records.ts";
import {
  type Choice,
  useClientChoices,
  usePriorityChoices,
  useStatusChoices,
  useUserChoices,
} from "../api/reference.ts";
import { useWrite } from "../api/use-write.ts";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { KeepDraft } from "../ui/keep-draft.tsx";
import { END_OF_DAY } from "./due-field.tsx";
import { checkTitle } from "./check-title.ts";
import classes from "./new-ticket-form.module.css";

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

/** The library draws all choices at once. */
const MOST_SHOWN = 200;

/** Only what was chosen: what is left out gets the tenant's default. */
function toBody({ due_date: due, ...draft }: Draft): Record<string, unknown> {
  const body = { ...draft, due_date: due === null ? null : new Date(due).toISOString() };
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && value !== "" && String(value) !== ""),
  );
}

export interface NewTicketFormProps {
  onCreated(ticketId: string): void;
}

function useNewTicket({ onCreated }: NewTicketFormProps) {
  const isMade = useRef(false);
  const form = useForm<Draft>({ initialValues: BLANK, validate: { title: checkTitle } });
  const create = useWrite({
    write: (draft: Draft) => call<One<Ticket>>("/tickets", { method: "POST", body: toBody(draft) }),
    done: ({ data }) => {
      isMade.current = true;
      onCreated(data.ticket_id);
      return `${data.ticket_number} was created.`;
    },
    touches: ["pages"],
    hasForm: true,
  });
  const submit = form.onSubmit(
    (draft) => create.mutate(draft, { onError: (error) => form.setErrors(findingsOf(error)) }),
    () => form.getInputNode("title")?.focus(),
  );
  const hasDraft = () => !isMade.current && form.isDirty();
  return { form, submit, hasDraft, isPending: create.isPending };
}

type Form = ReturnType<typeof useNewTicket>["form"];

function Choices({ form }: { readonly form: Form }) {
  const choices: readonly (readonly [keyof Draft, string, string, Choice[]])[] = [
    ["status_id", "Status", "Default", useStatusChoices()],
    ["priority_id", "Priority", "Default", usePriorityChoices()],
    ["client_id", "Client", "Default", useClientChoices()],
    ["assigned_to", "Assignee", "Nobody", useUserChoices()],
  ];
  return choices.map(([name, label, placeholder, data]) => (
    <Select
      key={name}
      label={label}
      clearable
      searchable
      placeholder={placeholder}
      data={data}
      limit={MOST_SHOWN}
      {...form.getInputProps(name)}
    />
  ));
}

export function NewTicketForm(props: NewTicketFormProps) {
  const { form, submit, hasDraft, isPending } = useNewTicket(props);
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <KeepDraft hasDraft={hasDraft} />
      <Stack gap="sm">
        <TextInput label="Title" required autoFocus dir="auto" {...form.getInputProps("title")} />
        <Textarea
          label="Description"
          autosize
          minRows={3}
          maxRows={14}
          dir="auto"
          {...form.getInputProps("description")}
        />
        <Choices form={form} />
        <DateTimeField
          label="Due"
          clearable
          placeholder="No date"
          defaultTimeValue={END_OF_DAY}
          {...form.getInputProps("due_date")}
        />
        <TagsInput label="Tags" placeholder="Type and press Enter" {...form.getInputProps("tags")} />
      </Stack>
      <div className={classes.foot}>
        <Button type="submit" fullWidth loading={isPending}>
          Create the ticket
        </Button>
      </div>
    </form>
  );
}
