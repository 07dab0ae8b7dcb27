// What is said about a ticket, and a field to say something.
import { Button, Checkbox, Group, Paper, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { LIMITS } from "@ticketwire/contract/limits";
import { call, findingsOf } from "../api/http.ts";
import type { TicketComment } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { Card } from "../ui/card.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { Fault, Loading } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";

const LOOK_AGAIN_MS = 5_000;

function Comment({ comment }: { readonly comment: TicketComment }) {
  return (
    <Paper withBorder p="sm" bg={comment.is_internal ? "var(--tw-warm-ground)" : "var(--tw-card)"}>
      <Group gap="xs" mb={4}>
        <Text size="sm" fw={600}>
          {comment.author ?? "Unknown"}
        </Text>
        <Text size="xs" c="var(--tw-faint)">
          <Moment at={comment.created_at} as="relative" />
        </Text>
        {comment.is_internal && <Mark tone="warm">internal</Mark>}
        {comment.is_resolution && <Mark tone="good">resolution</Mark>}
      </Group>
      <Text size="sm" dir="auto" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {comment.comment_text}
      </Text>
    </Paper>
  );
}

const BLANK = { comment_text: "", is_internal: false, is_resolution: false };

function CommentForm({ ticketId }: { readonly ticketId: string }) {
  const form = useForm({ initialValues: BLANK });
  const add = useWrite({
    write: (body: typeof BLANK) => call(`/tickets/${ticketId}/comments`, { method: "POST", body }),
    done: () => {
      form.reset();
      return "The comment was added.";
    },
    hasForm: true,
  });
  return (
    <form
      onSubmit={form.onSubmit((body) => add.mutate(body, { onError: (error) => form.setErrors(findingsOf(error)) }))}
    >
      <Textarea
        label="New comment"
        autosize
        minRows={2}
        maxLength={LIMITS.commentLength}
        required
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

export function Comments({ ticketId }: { readonly ticketId: string }) {
  const comments = usePages<TicketComment>(`/tickets/${ticketId}/comments`, {}, { refetchMs: LOOK_AGAIN_MS });
  return (
    <Card title="Comments">
      <Stack gap="sm">
        {comments.error !== null && <Fault error={comments.error} onRetry={comments.refetch} />}
        {comments.isLoading && <Loading rows={2} height={60} />}
        {comments.rows.map((comment) => (
          <Comment key={comment.comment_id} comment={comment} />
        ))}
        {comments.hasMore && (
          <Button variant="default" onClick={comments.loadMore}>
            Show more
          </Button>
        )}
        <CommentForm ticketId={ticketId} />
      </Stack>
    </Card>
  );
}
