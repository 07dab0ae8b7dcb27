// Title and description, read and edited.
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { LIMITS } from "@ticketwire/contract/limits";
import { call, findingsOf } from "../api/http.ts";
import type { Ticket } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { Card } from "../ui/card.tsx";

function EditForm({ ticket, onDone }: { readonly ticket: Ticket; onDone(): void }) {
  const form = useForm({ initialValues: { title: ticket.title, description: ticket.description ?? "" } });
  const save = useWrite({
    write: ({ title, description }: typeof form.values) =>
      call(`/tickets/${ticket.ticket_id}`, {
        method: "PUT",
        body: { title, description: description === "" ? null : description },
      }),
    done: () => {
      onDone();
      return "Saved.";
    },
    hasForm: true,
  });
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        save.mutate(values, { onError: (error) => form.setErrors(findingsOf(error)) }),
      )}
    >
      <Stack gap="sm">
        <TextInput
          label="Title"
          required
          maxLength={LIMITS.titleLength}
          data-autofocus
          {...form.getInputProps("title")}
        />
        <Textarea label="Description" autosize minRows={4} {...form.getInputProps("description")} />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={save.isPending}>
            Save
          </Button>
          <Button variant="default" size="sm" onClick={onDone}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function TicketText({ ticket }: { readonly ticket: Ticket }) {
  const [isEditing, { open, close }] = useDisclosure();
  const edit = (
    <Button size="compact-sm" variant="default" onClick={open}>
      Edit
    </Button>
  );
  return (
    <Card title="Description" actions={isEditing ? undefined : edit}>
      {isEditing ? (
        <EditForm ticket={ticket} onDone={close} />
      ) : (
        <Text
          size="sm"
          dir="auto"
          c={ticket.description === null ? "var(--tw-faint)" : "inherit"}
          style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
        >
          {ticket.description ?? "No description."}
        </Text>
      )}
    </Card>
  );
}
