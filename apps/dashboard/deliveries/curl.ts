// A delivery as a curl command that sends the same request once more, by hand. In: address, headers, body. Out: a shell command.
import type { Delivery } from "../api/records.ts";

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Computed by curl itself. */
const LEFT_OUT: ReadonlySet<string> = new Set(["host", "content-length", "connection"]);

export function toCurl(delivery: Pick<Delivery, "request_url" | "request_headers" | "request_body">): string {
  const headers = Object.entries(delivery.request_headers ?? { "Content-Type": "application/json" })
    .filter(([name]) => !LEFT_OUT.has(name.toLowerCase()))
    .map(([name, value]) => `  -H ${quote(`${name}: ${value}`)}`);
  const lines = [`curl -X POST ${quote(delivery.request_url ?? "https://receiver.example")}`, ...headers];
  return [...lines, `  --data-binary ${quote(delivery.request_body ?? "")}`].join(" \\\n");
}
