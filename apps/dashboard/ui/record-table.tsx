// The one table of the dashboard: rows without number (only those in view are in the page), more loaded while one scrolls,
// moved through by keys. TanStack Table knows columns and selection, TanStack Virtual which rows are in view.
// In: columns and rows. Out: a grid; a click or Enter opens a row.
import {
  type ColumnDef,
  rowSelectionFeature,
  type RowSelectionState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import type { CSSProperties, ReactNode } from "react";
import { useMemo } from "react";
import { Empty, Fault } from "./states.tsx";
import { RecordRow, SkeletonRows } from "./record-row.tsx";
import classes from "./record-table.module.css";
import { useRowKeys } from "./use-row-keys.ts";
import { useRowWindow } from "./use-row-window.ts";

export const tableKit = tableFeatures({ rowSelectionFeature });
export type TableKit = typeof tableKit;

/** A column; `meta.width` is a CSS grid track, `meta.isWide` hides it on a small screen, `meta.isSmall` on a large one. */
export type RecordColumn<Row extends object> = ColumnDef<TableKit, Row> & {
  readonly id: string;
  readonly meta: {
    readonly width: string;
    readonly isWide?: boolean;
    readonly isSmall?: boolean;
    readonly isEnd?: boolean;
  };
};

export interface RecordTableProps<Row extends object> {
  /** Names the table for those who do not see it. */
  readonly label: string;
  readonly columns: readonly RecordColumn<Row>[];
  readonly rows: readonly Row[];
  rowId(row: Row): string;
  onOpen?: ((row: Row) => void) | undefined;
  /** The row that is open beside the table. */
  readonly openId?: string | undefined;
  readonly selection?: RowSelectionState;
  onSelect?(selection: RowSelectionState): void;
  readonly isLoading?: boolean;
  readonly error?: unknown;
  onRetry?(): void;
  /** Shown when there are no rows. */
  readonly empty?: ReactNode;
  readonly hasMore?: boolean;
  loadMore?(): void;
  /** Told whether the newest rows are in view. */
  onTop?(isAtTop: boolean): void;
  /** How much of the window's height is taken by what is around the table. */
  readonly around?: string;
}

function tracksOf<Row extends object>(columns: readonly RecordColumn<Row>[]): CSSProperties {
  const small = columns.filter(({ meta }) => meta.isWide !== true);
  const large = columns.filter(({ meta }) => meta.isSmall !== true);
  return {
    "--tracks": large.map(({ meta }) => meta.width).join(" "),
    "--small-tracks": small.map(({ meta }) => meta.width).join(" "),
  } as CSSProperties;
}

function useRecordTable<Row extends object>(props: RecordTableProps<Row>) {
  const { columns, rows, rowId, selection = {}, onSelect } = props;
  return useTable({
    features: tableKit,
    // The library's types know no readonly lists; it does not change them.
    columns: columns as unknown as ColumnDef<TableKit, Row>[],
    data: rows as Row[],
    getRowId: rowId,
    state: { rowSelection: selection },
    enableRowSelection: onSelect !== undefined,
    onRowSelectionChange: (change) => onSelect?.(typeof change === "function" ? change(selection) : change),
  });
}

function HeadRow<Row extends object>({ table }: { readonly table: ReturnType<typeof useRecordTable<Row>> }) {
  return (
    <div className={classes.head} role="row" aria-rowindex={1}>
      {table.getFlatHeaders().map((header) => {
        const { meta } = header.column.columnDef as RecordColumn<Row>;
        return (
          <div
            key={header.id}
            role="columnheader"
            data-wide={meta.isWide}
            data-small={meta.isSmall}
            data-end={meta.isEnd}
          >
            <table.FlexRender header={header} />
          </div>
        );
      })}
    </div>
  );
}

export function RecordTable<Row extends object>(props: RecordTableProps<Row>) {
  const { label, columns, rows, around = "15rem", isLoading = false, error, empty } = props;
  const table = useRecordTable(props);
  const models = table.getRowModel().rows;
  const view = useRowWindow(props);
  const keys = useRowKeys({
    count: models.length,
    idAt: (index) => models[index]?.id,
    indexOf: (id) => table.getRowModel().rowsById[id]?.index,
    scrollTo: view.scrollTo,
    open: (index) => {
      const row = models[index];
      if (row) props.onOpen?.(row.original);
    },
    toggle: (index) => models[index]?.toggleSelected(),
  });
  const style = useMemo(() => ({ ...tracksOf(columns), "--around": around }) as CSSProperties, [columns, around]);
  if (error !== undefined && error !== null && rows.length === 0)
    return <Fault error={error} onRetry={props.onRetry} />;
  if (!isLoading && rows.length === 0)
    return <div className={classes.card}>{empty ?? <Empty title="Nothing here" />}</div>;
  return (
    <div className={classes.card} style={style}>
      <div
        className={classes.scroll}
        ref={view.scrollRef}
        role="grid"
        aria-label={label}
        data-scroll-restoration-id={label}
        aria-rowcount={rows.length + 1}
        aria-busy={isLoading}
        {...keys.grid}
      >
        <HeadRow table={table} />
        <div className={classes.body} style={{ height: view.totalHeight }} role="rowgroup">
          {isLoading && rows.length === 0 && <SkeletonRows columns={columns.length} />}
          {view.items.map((item) => {
            const row = models[item.index];
            return (
              row && (
                <RecordRow
                  key={row.id}
                  row={row}
                  item={item}
                  isActive={keys.active === item.index}
                  isOpen={props.openId === row.id}
                  isOpenable={props.onOpen !== undefined}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
