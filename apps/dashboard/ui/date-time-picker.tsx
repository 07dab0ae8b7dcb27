// The picker of the library with its styles; loaded when a form shows one.
import "@mantine/dates/styles.layer.css";
import { DateTimePicker } from "@mantine/dates";
import type { DateTimeFieldProps } from "./date-time-field.tsx";

export function LoadedDateTimePicker(props: DateTimeFieldProps) {
  return <DateTimePicker valueFormat="D MMM YYYY, HH:mm" {...props} />;
}
