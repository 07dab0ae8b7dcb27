// Deliveries for people: a row in a list, a line when something moves, and all there is about one. In: records. Out: text.
import type { Attempt, Delivery, DeliveryWithAttempts } from "../api/records.ts";
import { oneLine, printable } from "../terminal/printable.ts";
import { clockTime, fromNow } from "../terminal/show-time.ts";
import { type Column, paintStatus, printRecord, printTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What the receiver said last: a status, or why there was none. */
function answerOf(row: Pick<Delivery, "response_status_code" | "error_class">): string | number | null {
  return row.response_status_code ?? row.error_class;
}

export const DELIVERY_COLUMNS: readonly Column<Delivery>[] = [
  { title: "DELIVERY", of: (row) => row.delivery_id },
  { title: "SEQ", of: (row) => row.sequence },
  { title: "EVENT", of: (row) => row.event_type },
  { title: "STATUS", of: (row) => row.status },
  { title: "TRIES", of: (row) => row.attempt_number },
  { title: "ANSWER", of: answerOf },
  { title: "MS", of: (row) => row.duration_ms },
  { title: "CREATED", of: (row) => fromNow(row.created_at) },
  { title: "NEXT TRY", of: (row) => fromNow(row.next_retry_at) },
];

/** A delivery that is new or has moved. */
export function deliveryLine(row: Delivery, terminal: Terminal): string {
  const { dim } = terminal.colours;
  const answer = answerOf(row);
  const said = answer === null ? "" : `answer ${answer}`;
  const next = row.next_retry_at === null ? "" : `next try ${fromNow(row.next_retry_at)}`;
  const tries = row.attempt_number === 0 ? "" : `try ${row.attempt_number}`;
  const parts = [
    dim(clockTime(new Date())),
    paintStatus(terminal, row.status).padEnd(9),
    row.event_type.padEnd("ticket.status_changed".length),
    dim(row.delivery_id),
    tries,
    said,
    next,
  ];
  return parts.filter((part) => part !== "").join("  ");
}

export function printDelivery(terminal: Terminal, delivery: DeliveryWithAttempts): void {
  const { attempts, request_headers: headers, request_body: body, response_body: answer, ...rest } = delivery;
  printRecord(terminal, rest);
  const { bold } = terminal.colours;
  if (headers !== null) terminal.print(bold("\nrequest"));
  for (const [name, value] of Object.entries(headers ?? {})) terminal.print(printable(`${name}: ${value}`));
  if (body !== null) terminal.print(printable(`\n${body}`));
  if (answer) terminal.print(`${bold("\nanswer")}\n${printable(answer)}`);
  if (attempts.length === 0) return;
  terminal.print(bold("\nattempts"));
  printTable(terminal, ATTEMPT_COLUMNS, attempts);
}

const ATTEMPT_COLUMNS: readonly Column<Attempt>[] = [
  { title: "TRY", of: (attempt) => attempt.attempt_number },
  { title: "AT", of: (attempt) => attempt.attempted_at },
  { title: "ANSWER", of: answerOf },
  { title: "MS", of: (attempt) => attempt.duration_ms },
  { title: "WHAT TO DO", of: (attempt) => attempt.advice ?? oneLine(attempt.error_message ?? ""), width: 120 },
];
