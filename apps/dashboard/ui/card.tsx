// A framed part of a page with its heading.
import { Group, Paper, type PaperProps, Title } from "@mantine/core";
import type { ReactNode, Ref } from "react";

export interface CardProps extends PaperProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLElement>;
}

export function Card({ title, actions, children, ...paper }: CardProps) {
  return (
    <Paper
      component="section"
      withBorder
      p="md"
      bg="var(--tw-card)"
      {...(title === undefined ? {} : { "aria-label": title })}
      {...paper}
    >
      {(title !== undefined || actions !== undefined) && (
        <Group justify="space-between" mb="sm" gap="xs">
          {title !== undefined && <Title order={2}>{title}</Title>}
          {actions}
        </Group>
      )}
      {children}
    </Paper>
  );
}
