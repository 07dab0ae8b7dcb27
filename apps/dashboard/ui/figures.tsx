// A row of figures with their names: the first thing one looks at.
import { Paper, SimpleGrid } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./figures.module.css";

export interface FigureEntry {
  readonly label: string;
  readonly value: ReactNode;
  readonly tone?: "good" | "bad" | "warm" | undefined;
  readonly hint?: ReactNode;
}

export function Figures({ entries, label }: { readonly entries: readonly FigureEntry[]; readonly label: string }) {
  return (
    <SimpleGrid
      component="dl"
      cols={{ base: 2, sm: 3, lg: entries.length }}
      spacing="sm"
      className={classes.figures}
      aria-label={label}
    >
      {entries.map(({ label: name, value, tone, hint }) => (
        <Paper key={name} withBorder p="sm" bg="var(--tw-card)">
          <dt>{name}</dt>
          <dd data-tone={tone}>
            {value}
            {hint !== undefined && <small>{hint}</small>}
          </dd>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
