// One row of the record table, placed where it belongs among all of them; and rows that stand in while the first ones come.
import { Skeleton } from "@mantine/core";
import { flexRender, type Row } from "@tanstack/react-table";
import type { VirtualItem } from "@tanstack/react-virtual";
import type { RecordColumn, TableKit } from "./record-table.tsx";
import classes from "./record-table.module.css";

interface RecordRowProps<Entry extends object> {
  readonly row: Row<TableKit, Entry>;
  readonly item: VirtualItem;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isOpenable: boolean;
}

export function RecordRow<Entry extends object>({ row, item, isActive, isOpen, isOpenable }: RecordRowProps<Entry>) {
  return (
    <div
      role="row"
      className={classes.row}
      aria-rowindex={item.index + 2}
      aria-selected={row.getCanSelect() ? row.getIsSelected() : undefined}
      aria-current={isOpen ? true : undefined}
      data-index={item.index}
      data-openable={isOpenable}
      tabIndex={isActive ? 0 : -1}
      style={{ transform: `translateY(${item.start}px)`, height: item.size }}
    >
      {row.getAllCells().map((cell) => {
        const { meta } = cell.column.columnDef as RecordColumn<Entry>;
        return (
          <div
            key={cell.id}
            role="gridcell"
            className={classes.cell}
            data-wide={meta.isWide}
            data-small={meta.isSmall}
            data-end={meta.isEnd}
          >
            {flexRender(cell.column.columnDef.cell, cell.getContext())}
          </div>
        );
      })}
    </div>
  );
}

const STAND_INS = 8;

export function SkeletonRows({ columns }: { readonly columns: number }) {
  return Array.from({ length: STAND_INS }, (_unused, index) => (
    <div
      key={index}
      role="row"
      className={classes.row}
      style={{ transform: `translateY(${index * 40}px)`, height: 40 }}
    >
      <div role="gridcell" className={classes.standIn} aria-colspan={columns}>
        <Skeleton h={14} />
      </div>
    </div>
  ));
}
