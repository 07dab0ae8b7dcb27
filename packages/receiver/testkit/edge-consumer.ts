// A receiver on an edge runtime: bundled by a test and run where only web globals exist. It signs by WebCrypto itself.
import { toFetchHandler } from "../adapters/fetch.ts";
import { createReceiver } from "../receive/receiver.ts";
import { createMemoryStore } from "../stores/memory.ts";

const SECRET = "a secret of the edge";
const BODY = JSON.stringify({
  event_id: "e-1",
  event_type: "ticket.closed",
  occurred_at: "2026-03-01T09:15:27.482Z",
  tenant_id: "t-1",
  data: { ticket_id: "x" },
});

async function sign(seconds: number): Promise<string> {
  const utf8 = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", utf8.encode(SECRET), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8.encode(`${seconds}.${BODY}`)));
  return `t=${seconds},v1=${Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Status and body of a delivery, of its copy, and the status of one that was tampered with. */
export async function receiveTwice(): Promise<readonly unknown[]> {
  const handle = toFetchHandler(createReceiver({ secrets: SECRET, store: createMemoryStore(), on: { "*": () => {} } }));
  const headers = { "X-Alga-Signature": await sign(Math.floor(Date.now() / 1000)) };
  const send = (body: string) => handle(new Request("https://hooks.example.com/", { method: "POST", headers, body }));
  const first = await send(BODY);
  const second = await send(BODY);
  const third = await send(`${BODY} `);
  return [first.status, await first.text(), second.status, await second.text(), third.status];
}
