// What a list is narrowed by, in a row. On a small screen only the first of it, and the rest behind a button.
import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./filter-bar.module.css";

export interface FilterBarProps {
  /** Names what is searched. */
  readonly label: string;
  /** Always shown. */
  readonly first: ReactNode;
  readonly children: ReactNode;
  /** Something is narrowed: offers to clear it. */
  readonly isNarrowed: boolean;
  onClear(): void;
}

export function FilterBar({ label, first, children, isNarrowed, onClear }: FilterBarProps) {
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <Group gap="xs" mb="xs" role="search" aria-label={label} className={classes.bar}>
      {first}
      <Button
        hiddenFrom="sm"
        variant="default"
        leftSection={<SlidersHorizontal size={15} />}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        Filters
      </Button>
      <div className={classes.more} data-open={isOpen}>
        {children}
      </div>
      {/* Keeps its place while there is nothing to clear, so that the list below does not move. */}
      <Button variant="subtle" className={classes.clear} data-shown={isNarrowed} onClick={onClear}>
        Clear
      </Button>
    </Group>
  );
}
