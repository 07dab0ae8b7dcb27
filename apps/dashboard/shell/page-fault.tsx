// Shown instead of a page that failed. In: what was thrown. Out: what happened and a way on.
import { Button, Code, Group, Stack, Text, Title } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { ApiRefusal, sentenceOf } from "../api/http.ts";

export function PageFault({ error, reset }: ErrorComponentProps) {
  const requestId = error instanceof ApiRefusal ? error.requestId : null;
  return (
    <Stack maw={560} mt="xl" role="alert">
      <Title order={1}>This page could not be shown</Title>
      <Text>{sentenceOf(error)}</Text>
      {requestId !== null && (
        <Text c="var(--tw-faint)" size="sm">
          In the server's log under <Code>{requestId}</Code>
        </Text>
      )}
      <Group>
        <Button onClick={reset}>Try again</Button>
        <Button variant="default" onClick={() => location.reload()}>
          Reload the page
        </Button>
      </Group>
    </Stack>
  );
}
