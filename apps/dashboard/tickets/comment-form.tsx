// Saying something about a ticket. What is typed is kept in this tab until it is sent, over a reload and other pages.
import { Button, Checkbox, Group, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useSessionStorage } from "@mantine/hooks";
import { LIMITS } from "@ticketwire/contract/limits";
import { call, findingsOf } from "../api/http.ts";
import { useWrite } from "../api/use-write.ts";
import { tooLong } from "../ui/too-long.ts";

const isTooLong = tooLong(LIMITS.commentLength);

const BLANK = { comment_text: "", is_internal: false, is_resolution: false };

type Draft = typeof BLANK;

function useDraft(ticketId: string) {
  const [kept, keep, forget] = useSessionStorage<Draft>({
    key: `ticketwire-comment-${ticketId}`,
    defaultValue: BLANK,
    getInitialValueInEffect: false,
  });
  const form = useForm<Draft>({
    initialValues: kept,
    onValuesChange: keep,
    validate: { comment_text: (text) => (text.trim() === "" ? "Write something first" : isTooLong(text)) },
  });
  const clear = () => {
    form.setValues(BLANK);
    form.clearErrors();
    forget();
  };
  return { form, clear };
}

export function CommentForm({ ticketId }: { readonly ticketId: string }) {
  const { form, clear } = useDraft(ticketId);
  const add = useWrite({
    write: (body: Draft) => call(`/tickets/${ticketId}/comments`, { method: "POST", body }),
    done: () => {
      clear();
      return "The comment was added.";
    },
    hasForm: true,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((body) => add.mutate(body, { onError: (error) => form.setErrors(findingsOf(error)) }))}
    >
      <Textarea
        label="New comment"
        autosize
        minRows={2}
        maxRows={16}
        required
        dir="auto"
        {...form.getInputProps("comment_text")}
      />
      <Group gap="md" mt="xs" justify="space-between">
        <Group gap="md">
          <Checkbox label="Internal" {...form.getInputProps("is_internal", { type: "checkbox" })} />
          <Checkbox label="Resolution" {...form.getInputProps("is_resolution", { type: "checkbox" })} />
        </Group>
        <Button type="submit" size="sm" loading={add.isPending}>
          Add the comment
        </Button>
      </Group>
    </form>
  );
}
