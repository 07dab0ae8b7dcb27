// What stands where a list or record will be or could not be: loading, failed, empty.
import { Alert, Button, Code, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ApiRefusal, sentenceOf } from "../api/http.ts";

export interface FaultProps {
  readonly error: unknown;
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
}

/** A failure with the server's own words, and a way to try again. */
export function Fault({ error, title = "This could not be loaded", onRetry }: FaultProps) {
  const requestId = error instanceof ApiRefusal ? error.requestId : null;
  return (
    <Alert color="red" variant="light" title={title} icon={<CircleAlert size={18} />} role="alert">
      <Stack gap="xs" align="start">
        <Text size="sm">{sentenceOf(error)}</Text>
        {requestId !== null && (
          <Text size="xs" c="var(--tw-faint)">
            Request <Code>{requestId}</Code>
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

export interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** It stands for the whole page. */
  readonly isPage?: boolean;
}

/** Nothing is here, and what to do about it. */
export function Empty({ title, children, actions, isPage = false }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Title order={isPage ? 1 : 2} size="h3">
        {title}
      </Title>
      {children !== undefined && (
        <Text component="div" size="sm" c="var(--tw-faint)" maw={480}>
          {children}
        </Text>
      )}
      {actions !== undefined && (
        <Group gap="xs" mt="xs" justify="center">
          {actions}
        </Group>
      )}
    </Stack>
  );
}

/** Lines of about the height of what they stand for. */
export function Loading({ rows = 6, height = 34 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <Stack gap="xs" aria-busy="true" aria-label="Loading" role="status">
      {Array.from({ length: rows }, (_unused, index) => (
        <Skeleton key={index} h={height} />
      ))}
    </Stack>
  );
}
