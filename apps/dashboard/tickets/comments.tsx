// What is said about a ticket, the newest last, and a field to say something. Older comments come when they are asked for.
import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import type { TicketComment } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { LongText } from "../ui/long-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { Fault } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { CommentForm } from "./comment-form.tsx";

const LOOK_AGAIN_MS = 5_000;
const FAR_BACK_MS = 20_000;
const PAGE_ROWS = 20;

export type CommentList = ReturnType<typeof useComments>;

/** The newest comments first, as they are asked for. */
export function useComments(ticketId: string) {
  return usePages<TicketComment>(
    `/tickets/${ticketId}/comments`,
    { order: "desc", limit: PAGE_ROWS },
    { refetchMs: (rows) => (rows.length > 3 * PAGE_ROWS ? FAR_BACK_MS : LOOK_AGAIN_MS) },
  );
}

function Comment({ comment }: { readonly comment: TicketComment }) {
  return (
    <Paper component="article" withBorder p="sm" bg={comment.is_internal ? "var(--tw-warm-ground)" : "var(--tw-card)"}>
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
      <LongText text={comment.comment_text} />
    </Paper>
  );
}

export interface CommentsProps {
  readonly ticketId: string;
  readonly comments: CommentList;
  readonly isReadOnly: boolean;
}

export function Comments({ ticketId, comments, isReadOnly }: CommentsProps) {
  const earlier = (comments.total ?? 0) - comments.rows.length;
  return (
    <Card title="Comments">
      <Stack gap="sm">
        {comments.error !== null && <Fault error={comments.error} onRetry={comments.refetch} />}
        {comments.hasMore && (
          <Button variant="default" size="xs" onClick={comments.loadMore}>
            Show earlier comments ({earlier.toLocaleString()})
          </Button>
        )}
        {comments.rows.toReversed().map((comment) => (
          <Comment key={comment.comment_id} comment={comment} />
        ))}
        {comments.error === null && comments.rows.length === 0 && (
          <Text size="sm" c="var(--tw-faint)">
            Nothing was said yet.
          </Text>
        )}
        {!isReadOnly && <CommentForm ticketId={ticketId} />}
      </Stack>
    </Card>
  );
}
