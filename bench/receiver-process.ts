// The receiver of the measurements, in a process of its own: many ports, raw sockets, as little work per request as can be,
// so that what is measured is the sender. In: port count and TLS by argument. Out: its ports, then counts when asked.
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

const [portCount = "1", mode = "plain", answerAfterMs = "0"] = process.argv.slice(2);
const ANSWER = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok");
const HEAD_END = Buffer.from("\r\n\r\n");
const LATENESS_MS = Number(answerAfterMs);
const BLACK_HOLE = mode === "black-hole";

let received = 0;
/** When each delivery id arrived, for latency; only kept while asked for. */
let arrivals: Map<string, number> | null = null;

function noteArrival(head: string): void {
  const id = /x-alga-event-id: (\S+)/i.exec(head)?.[1];
  if (id !== undefined && !arrivals?.has(id)) arrivals?.set(id, Date.now());
}

function contentLength(head: string): number {
  return Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
}

function serve(socket: Socket): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    if (BLACK_HOLE) return;
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const headEnd = pending.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const head = pending.toString("latin1", 0, headEnd);
      const end = headEnd + 4 + contentLength(head);
      if (pending.length < end) return;
      received += 1;
      if (arrivals) noteArrival(head);
      if (LATENESS_MS === 0) socket.write(ANSWER);
      else setTimeout(() => socket.write(ANSWER), LATENESS_MS);
      pending = pending.subarray(end);
      if (pending.length === 0) return;
    }
  });
}

function open(): Server {
  if (mode !== "tls") return createServer({ noDelay: true }, serve);
  const folder = new URL("./certificate/", import.meta.url);
  return createTlsServer(
    { key: readFileSync(new URL("key.pem", folder)), cert: readFileSync(new URL("cert.pem", folder)) },
    serve,
  );
}

const servers = await Promise.all(
  Array.from({ length: Number(portCount) }, () => {
    const server = open();
    return new Promise<Server>((resolve) => server.listen(0, "127.0.0.1", 4096, () => resolve(server)));
  }),
);

process.on("message", (message: { ask: string }) => {
  if (message.ask === "count") process.send?.({ received, cpu: process.cpuUsage() });
  if (message.ask === "reset") {
    received = 0;
    process.send?.({ reset: true });
  }
  if (message.ask === "watch") {
    arrivals = new Map();
    process.send?.({ watching: true });
  }
  if (message.ask === "arrivals") process.send?.({ arrivals: [...(arrivals ?? [])] });
});
process.on("disconnect", () => process.exit(0));
process.send?.({ ports: servers.map((server) => (server.address() as AddressInfo).port) });
