// An event and what became of it, in a line for people or a JSON line for programs. In: an event, an outcome. Out: text.
import { isDelivered } from "@ticketwire/mock";
import type { FeedItem } from "../feed/follow-feed.ts";
import { oneLine, printable } from "../terminal/printable.ts";
import { clockTime } from "../terminal/show-time.ts";
import type { Colours, Terminal } from "../terminal/terminal.ts";
import type { Forwarded } from "./forwarder.ts";

const TYPE_WIDTH = "ticket.status_changed".length;
const WRONG_SIGNATURE = 401;

/** `09:15:27.482  ticket.assigned        TKT-1042  #12  Printer is on fire`. */
export function eventLine(item: FeedItem, colours: Colours): string {
  const { event_type: type, data } = item.event;
  const subject = oneLine(`${data.ticket_number ?? "-"}`, 20);
  const parts = [
    colours.dim(clockTime(new Date())),
    colours.cyan(oneLine(type, 40).padEnd(TYPE_WIDTH)),
    subject.padEnd(9),
    colours.dim(`#${item.sequence}`.padEnd(5)),
    oneLine(detailOf(item), 50),
  ];
  return parts.join("  ").trimEnd();
}

/** What a person wants to know of an event of this type. */
function detailOf({ event }: FeedItem): string {
  const { data } = event;
  if (data.comment !== undefined) return `“${data.comment.text}”`;
  if (data.changes !== undefined) return `changed ${Object.keys(data.changes).join(", ")}`;
  if (data.previous_status_name !== undefined) return `${data.previous_status_name} → ${data.status_name}`;
  if (event.event_type === "ticket.assigned") return `to ${data.assigned_to_name ?? "nobody"}`;
  return data.title ?? "";
}

/** `→ 200 in 12 ms`, and why not when it did not go well. */
export function outcomeLine(forwarded: Forwarded, colours: Colours): string {
  if (forwarded.kind === "dropped") return colours.yellow("→ lost on the way (--drop)");
  if (forwarded.kind === "held_back") return colours.yellow("→ held back, the next one goes first (--reorder)");
  const { reply, attempt, tampering } = forwarded;
  const again = attempt > 1 ? `, sent ${attempt} times` : "";
  const took = ` in ${reply.durationMs} ms${again}`;
  if (reply.kind === "no_answer") return colours.red(`→ no answer: ${oneLine(reply.reason, 120)}${took}`);
  if (tampering !== null) {
    const isRefused = reply.status === WRONG_SIGNATURE;
    const verdict = isRefused ? "refused, as it should be" : "should have been refused with 401";
    return (isRefused ? colours.yellow : colours.red)(`→ ${reply.status} to a spoilt copy (${tampering}): ${verdict}`);
  }
  if (isDelivered(reply)) return colours.green(`→ ${reply.status}${took}`);
  const said = reply.body === "" ? "" : `: ${oneLine(reply.body, 160)}`;
  return colours.red(`→ ${reply.status}${took}${said}`);
}

/** An outcome as a program reads it. */
export function outcomeRecord(forwarded: Forwarded): object {
  if (forwarded.kind !== "sent") return { kind: forwarded.kind };
  const { reply, attempt, tampering } = forwarded;
  const answer =
    reply.kind === "answer" ? { status: reply.status, body: reply.body } : { status: null, error: reply.reason };
  return { kind: "sent", attempt, tampering, ...answer, duration_ms: reply.durationMs };
}

/** The whole event and its last answer. */
export function printInspection(terminal: Terminal, item: FeedItem, last: Forwarded | null): void {
  const { colours } = terminal;
  terminal.print(colours.bold(`\nevent #${item.sequence}, delivery ${item.deliveryId}`));
  terminal.print(printable(JSON.stringify(item.event, null, 2)));
  if (last === null) return;
  terminal.print(outcomeLine(last, colours));
  if (last.kind !== "sent" || last.reply.kind !== "answer") return;
  for (const [name, value] of Object.entries(last.reply.headers))
    terminal.print(colours.dim(printable(`${name}: ${value}`)));
  if (last.reply.body !== "") terminal.print(printable(last.reply.body));
}
