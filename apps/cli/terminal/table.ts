// Rows for people: aligned columns, a heading on a terminal, nothing drawn around. In: columns and rows. Out: printed lines.
import Table from "cli-table3";
import { oneLine } from "./printable.ts";
import type { Terminal } from "./terminal.ts";

/** A column: its heading and what stands in it. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number | null;
  /** Longest text; the rest is cut. Default 60. */
  readonly width?: number;
}

const BARE = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

export function printTable<Row>(terminal: Terminal, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const { colours } = terminal;
  const table = new Table({ chars: BARE, style: { "padding-left": 0, "padding-right": 0, head: [], border: [] } });
  table.push(columns.map((column) => colours.bold(column.title)));
  for (const row of rows) table.push(columns.map((column) => cellOf(terminal, column, row)));
  for (const line of table.toString().split("\n")) terminal.print(line.trimEnd());
}

function cellOf<Row>(terminal: Terminal, column: Column<Row>, row: Row): string {
  const value = column.of(row);
  if (value === null || value === "") return "-";
  const text = oneLine(String(value), column.width ?? 60);
  return STATUS_WORDS.has(text) ? paintStatus(terminal, text) : text;
}

const STATUS_WORDS = new Set([
  "delivered",
  "active",
  "ok",
  "abandoned",
  "disabled",
  "failed",
  "retrying",
  "held",
  "paused",
  "warning",
]);

/** Green for what is well, red for what is lost, yellow for what waits. */
export function paintStatus({ colours }: Terminal, word: string): string {
  if (word === "delivered" || word === "active" || word === "ok") return colours.green(word);
  if (word === "abandoned" || word === "disabled" || word === "failed") return colours.red(word);
  if (STATUS_WORDS.has(word)) return colours.yellow(word);
  return word;
}

/** A record as `name  value` lines; `null` is shown as `-`, lists with commas, objects as JSON. */
export function printRecord(terminal: Terminal, record: object): void {
  const entries = Object.entries(record);
  const width = Math.max(...entries.map(([name]) => name.length));
  for (const [name, value] of entries)
    terminal.print(`${terminal.colours.dim(name.padEnd(width))}  ${paintStatus(terminal, showValue(value))}`);
}

function showValue(value: unknown): string {
  if (value === null || value === undefined) return "-";
  if (Array.isArray(value) && value.every((each) => typeof each !== "object")) return oneLine(value.join(", "), 400);
  return typeof value === "object" ? oneLine(JSON.stringify(value), 400) : oneLine(String(value), 400);
}
