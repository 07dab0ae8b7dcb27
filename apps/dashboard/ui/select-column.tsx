// The column of boxes that selects rows of a record table.
import { Checkbox } from "@mantine/core";
import type { RecordColumn } from "./record-table.tsx";

export function selectColumn<Row extends object>(nameOf: (row: Row) => string): RecordColumn<Row> {
  return {
    id: "select",
    meta: { width: "1.4rem" },
    header: ({ table }) => (
      <Checkbox
        size="xs"
        aria-label="Select all loaded rows"
        disabled={table.getRowModel().rows.length === 0}
        checked={table.getIsAllRowsSelected()}
        indeterminate={table.getIsSomeRowsSelected()}
        onChange={table.getToggleAllRowsSelectedHandler()}
      />
    ),
    cell: ({ row }) => (
      <Checkbox
        size="xs"
        tabIndex={-1}
        aria-label={`Select ${nameOf(row.original)}`}
        checked={row.getIsSelected()}
        onChange={row.getToggleSelectedHandler()}
      />
    ),
  };
}
