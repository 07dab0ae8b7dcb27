// Title and description, read and edited. What is saved is what one changed, over the version one began with.
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { findingsOf } from "../api/http.ts";
import type { TicketVersion } from "../api/ticket.ts";
import { useReferenceNames } from "../api/reference.ts";
import { Card } from "../ui/card.tsx";
import { KeepDraft } from "../ui/keep-draft.tsx";
import { LongText } from "../ui/long-text.tsx";
import { useFocusAfter } from "../ui/use-focus-after.ts";
import { checkTitle } from "./check-title.ts";
import { ConflictNotice } from "./conflict-notice.tsx";
import type { TicketDraft } from "./merge-change.ts";
import { useSave } from "./use-save.ts";

interface Draft {
  readonly title: string;
  readonly description: string;
}

/** Only what differs from what one began with. */
function changesOf(began: Draft, { title, description }: Draft): TicketDraft {
  return {
    ...(title === began.title ? {} : { title }),
    ...(description === began.description ? {} : { description: description === "" ? null : description }),
  };
}

interface EditFormProps {
  readonly version: TicketVersion;
  onDone(): void;
}

function useEdit({ version, onDone }: EditFormProps) {
  // The page goes on looking at the ticket; the form stays with the version it began with.
  const [base] = useState(version);
  const [began] = useState<Draft>({ title: base.ticket.title, description: base.ticket.description ?? "" });
  const form = useForm<Draft>({
    initialValues: began,
    validate: { title: checkTitle },
  });
  const save = useSave({ ticketId: base.ticket.ticket_id, hasForm: true, onSaved: onDone });
  const submit = form.onSubmit((values) => {
    const mine = changesOf(began, values);
    if (Object.keys(mine).length === 0) onDone();
    else
      save.mutate(
        { base: save.conflict?.theirs ?? base, mine },
        { onError: (error) => form.setErrors(findingsOf(error)) },
      );
  });
  const hasDraft = () => Object.keys(changesOf(began, form.getValues())).length > 0;
  return { form, save, submit, hasDraft };
}

function EditForm(props: EditFormProps) {
  const { form, save, submit, hasDraft } = useEdit(props);
  const nameOf = useReferenceNames();
  const yieldToThem = () => {
    save.yield();
    props.onDone();
  };
  return (
    <form onSubmit={submit} noValidate>
      <KeepDraft hasDraft={hasDraft} />
      <Stack gap="sm">
        {save.conflict !== null && (
          <ConflictNotice
            conflict={save.conflict}
            nameOf={nameOf}
            isSaving={save.isPending}
            onInsist={() => void submit()}
            onYield={yieldToThem}
          />
        )}
        <TextInput label="Title" required autoFocus dir="auto" {...form.getInputProps("title")} />
        <Textarea
          label="Description"
          autosize
          minRows={4}
          maxRows={20}
          dir="auto"
          {...form.getInputProps("description")}
        />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={save.isPending}>
            Save
          </Button>
          <Button variant="default" size="sm" onClick={props.onDone}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface TicketTextProps {
  readonly version: TicketVersion;
  readonly isReadOnly: boolean;
}

export function TicketText({ version, isReadOnly }: TicketTextProps) {
  const { description } = version.ticket;
  const [isEditing, { open, close }] = useDisclosure();
  const editRef = useFocusAfter(isEditing);
  const edit = (
    <Button ref={editRef} size="compact-sm" variant="default" onClick={open}>
      Edit
    </Button>
  );
  return (
    <Card title="Description" actions={isEditing || isReadOnly ? undefined : edit}>
      {isEditing && <EditForm version={version} onDone={close} />}
      {!isEditing && description !== null && <LongText text={description} />}
      {!isEditing && description === null && (
        <Text size="sm" c="var(--tw-faint)">
          No description.
        </Text>
      )}
    </Card>
  );
}
