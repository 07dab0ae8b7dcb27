// A field for a moment, in a place of the right size until its library is there.
import { Skeleton } from "@mantine/core";
import type { DateTimePickerProps } from "@mantine/dates";
import { lazy, Suspense } from "react";

/** What our forms set. */
export type DateTimeFieldProps = Omit<DateTimePickerProps, "ref">;

const Picker = lazy(() =>
  import("./date-time-picker.tsx").then((picker) => ({ default: picker.LoadedDateTimePicker })),
);

const FIELD_HEIGHT = 36;
const LABELLED_HEIGHT = 60;

export function DateTimeField(props: DateTimeFieldProps) {
  const height = props.label === undefined ? FIELD_HEIGHT : LABELLED_HEIGHT;
  return (
    <Suspense fallback={<Skeleton h={height} w={props.w ?? "100%"} />}>
      <Picker {...props} />
    </Suspense>
  );
}
