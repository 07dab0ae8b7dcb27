// What every adapter must do with the same requests. In: a name and a way to serve a receiver through that adapter.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createReceiver, type Receiver } from "../receive/receiver.ts";
import { createMemoryStore } from "../stores/memory.ts";
import { type EventDraft, NOW, SECRET, signedRequest } from "./signed-request.ts";

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface Served {
  send(request: Sent): Promise<Received>;
  close(): Promise<unknown>;
}

export type Serve = (receiver: Receiver) => Promise<Served>;

/** A receiver that keeps what it handled and what went wrong. */
export function recordingReceiver() {
  const events: unknown[] = [];
  const errors: unknown[] = [];
  const receiver = createReceiver({
    secrets: SECRET,
    store: createMemoryStore(),
    on: { "*": (event) => void events.push(event) },
    now: () => NOW,
    maxBodyBytes: 100_000,
    onError: (error) => void errors.push(error),
  });
  return { receiver, events, errors };
}

function signed(draft?: EventDraft): Sent & { readonly body: string } {
  const { rawBody, headers } = signedRequest(draft);
  return { body: rawBody, headers };
}

export function describeAdapter(name: string, serve: Serve): void {
  describe(`the ${name} adapter`, () => {
    let served: Served;
    let recorded: ReturnType<typeof recordingReceiver>;
    beforeEach(async () => {
      recorded = recordingReceiver();
      served = await serve(recorded.receiver);
    });
    afterEach(() => served.close());
    const send = (request: Sent): Promise<Received> => served.send(request);

    it("hands over the very bytes, and carries the answer back", async () => {
      const request = signed({ data: { ticket_id: "t", title: "„Grüße“ 🖨️ \u2028 \\u0041 1.0" } });
      const answer = await send(request);
      expect([answer.status, answer.body]).toEqual([200, '{"status":"handled"}']);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
      expect(recorded.events).toEqual([JSON.parse(request.body)]);
      expect((await send(request)).body).toBe('{"status":"duplicate"}');
    });

    it("lets nothing that is not signed through", async () => {
      const request = signed();
      for (const changed of [`${request.body} `, request.body.replace("{", "{ "), "", "{", "null"]) {
        expect((await send({ ...request, body: changed })).status).toBe(401);
      }
      expect((await send({ body: request.body })).status).toBe(401);
      expect(recorded.events).toEqual([]);
    });

    it("does not depend on the content type", async () => {
      for (const type of ["application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded"]) {
        const { body, headers } = signed();
        expect((await send({ body, headers: { ...headers, "Content-Type": type } })).status).toBe(200);
      }
    });

    it("carries a body that is not UTF-8 unharmed to the check", async () => {
      const answer = await send({ ...signed(), body: Uint8Array.of(0xff, 0xfe, 0, 0x80) });
      expect(answer.body).toContain("signature_mismatch");
    });

    it("answers 413 to a body over the limit and goes on working", async () => {
      const request = signed();
      const answer = await send({ ...request, body: "x".repeat(300_000) });
      expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([413, "body_too_large"]);
      expect((await send(request)).status).toBe(200);
    });

    it("refuses other methods", async () => {
      for (const method of ["GET", "PUT", "DELETE"]) {
        const answer = await send({ method });
        expect([404, 405]).toContain(answer.status);
      }
      expect(recorded.errors).toEqual([]);
    });
  });
}
