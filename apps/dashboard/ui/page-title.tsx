// The heading of a page and its title in the tab. In: words, actions beside them. Out: one h1.
import { Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";

export interface PageTitleProps {
  readonly title: string;
  readonly hint?: ReactNode;
  /** Set the tab's title only. */
  readonly isHidden?: boolean;
  readonly children?: ReactNode;
}

export function PageTitle({ title, hint, isHidden = false, children }: PageTitleProps) {
  useDocumentTitle(`${title} · Ticketwire`);
  if (isHidden) return null;
  return (
    <Group justify="space-between" align="start" mb="md" gap="sm">
      <div style={{ minWidth: 0 }}>
        <Title order={1} dir="auto" style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        {hint !== undefined && (
          <Text component="div" c="var(--tw-faint)" size="sm" maw={720} style={{ overflowWrap: "anywhere" }}>
            {hint}
          </Text>
        )}
      </div>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
