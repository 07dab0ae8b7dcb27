// When a ticket falls due. Choosing takes several clicks, so it is saved when one is done choosing, as one change. The picker
// and its library are loaded when somebody wants to choose.
import { CloseButton, InputBase } from "@mantine/core";
import { useRef, useState } from "react";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { Moment } from "../ui/moment.tsx";
import { useFocusAfter } from "../ui/use-focus-after.ts";

/** What a day means before a time is chosen. */
export const END_OF_DAY = "17:00";

export interface DueFieldProps {
  readonly due: string | null;
  readonly isReadOnly: boolean;
  onChange(due: string | null): void;
}

interface ChoosingProps extends DueFieldProps {
  onDone(): void;
}

function Choosing({ due, onChange, onDone }: ChoosingProps) {
  const [chosen, setChosen] = useState(due);
  const isOver = useRef(false);
  // The library tells of the end in one way or another, and sometimes in both.
  const finish = () => {
    if (isOver.current) return;
    isOver.current = true;
    onDone();
    if (chosen !== due) onChange(chosen);
  };
  return (
    <DateTimeField
      label="Due"
      placeholder="No date"
      defaultTimeValue={END_OF_DAY}
      value={chosen}
      onChange={(value) => setChosen(value === null ? null : new Date(value).toISOString())}
      popoverProps={{ opened: true, onClose: finish }}
      onClick={finish}
      onDropdownClose={finish}
    />
  );
}

export function DueField(props: DueFieldProps) {
  const { due, isReadOnly, onChange } = props;
  const [isChoosing, setChoosing] = useState(false);
  const ref = useFocusAfter(isChoosing);
  if (isChoosing) return <Choosing {...props} onDone={() => setChoosing(false)} />;
  const clear = <CloseButton size="sm" aria-label="Take the due date away" onClick={() => onChange(null)} />;
  return (
    <InputBase
      ref={ref}
      component="button"
      type="button"
      pointer
      label="Due"
      disabled={isReadOnly}
      variant={isReadOnly ? "filled" : "default"}
      rightSection={due === null || isReadOnly ? undefined : clear}
      rightSectionPointerEvents="all"
      onClick={() => setChoosing(true)}
    >
      <Moment at={due} otherwise="No date" />
    </InputBase>
  );
}
