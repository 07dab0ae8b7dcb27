// When a ticket falls due. Choosing takes several clicks, so it is saved when one is done choosing, as one change.
import { useEffect, useRef, useState } from "react";
import { DateTimeField } from "../ui/date-time-field.tsx";

/** What a day means before a time is chosen. */
export const END_OF_DAY = "17:00";

export interface DueFieldProps {
  readonly due: string | null;
  readonly isReadOnly: boolean;
  onChange(due: string | null): void;
}

export function DueField({ due, isReadOnly, onChange }: DueFieldProps) {
  const [chosen, setChosen] = useState(due);
  const told = useRef(due);
  const isOpen = useRef(false);
  useEffect(() => {
    // What others chose meanwhile is shown, but not while one is choosing.
    if (isOpen.current) return;
    told.current = due;
    setChosen(due);
  }, [due]);
  function tell(next: string | null): void {
    if (next === told.current) return;
    told.current = next;
    onChange(next);
  }
  return (
    <DateTimeField
      label="Due"
      clearable
      clearButtonProps={{ "aria-label": "Take the due date away" }}
      readOnly={isReadOnly}
      variant={isReadOnly ? "filled" : "default"}
      placeholder="No date"
      defaultTimeValue={END_OF_DAY}
      value={chosen}
      onChange={(value) => {
        const next = value === null ? null : new Date(value).toISOString();
        setChosen(next);
        if (!isOpen.current) tell(next);
      }}
      onClick={() => (isOpen.current = true)}
      onDropdownClose={() => {
        isOpen.current = false;
        tell(chosen);
      }}
    />
  );
}
