// What createReceiver refuses, and how it says so.
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../stores/memory.ts";
import type { ReceiverOptions } from "./options.ts";
import { createReceiver } from "./receiver.ts";

const good = { secrets: "s", store: createMemoryStore(), on: {} };
const make = (options: unknown) => () => createReceiver(options as ReceiverOptions);

describe("createReceiver", () => {
  const refused: readonly (readonly [unknown, RegExp])[] = [
    [undefined, /takes one object/],
    [{ ...good, secret: "s" }, /option secret is not known/],
    [{ ...good, secrets: undefined }, /secrets\[0\] must be a signing secret, not undefined/],
    [{ ...good, secrets: [] }, /secrets is empty/],
    [{ ...good, secrets: "s\n" }, /white space/],
    [{ ...good, store: undefined }, /store is missing.*createMemoryStore/],
    [{ ...good, store: { claim() {} } }, /store is missing/],
    [{ ...good, on: undefined }, /on is missing/],
    [
      { ...good, on: { "ticket.asigned": () => {} } },
      /on\["ticket.asigned"\] is no event type; there are ticket.created/,
    ],
    [{ ...good, on: { "ticket.closed": "yes" } }, /on\["ticket.closed"\] must be a function, not string/],
    [{ ...good, toleranceSeconds: -1 }, /toleranceSeconds must be/],
    [{ ...good, maxBodyBytes: 0 }, /maxBodyBytes must be a number from 1 to/],
    [{ ...good, leaseMs: 10 }, /leaseMs must be a number from 1000 to/],
    [{ ...good, maxHandlerMs: Number.POSITIVE_INFINITY }, /maxHandlerMs must be/],
    [{ ...good, dedupeMs: "1d" }, /dedupeMs must be a number from 60000 to .*, not 1d/],
    [{ ...good, retryAfterSeconds: 90_000 }, /retryAfterSeconds must be a whole number from 0 to 86400/],
    [{ ...good, ack: "later" }, /ack must be "after" or "before", not later/],
    [{ ...good, ack: "before" }, /queue is missing/],
    [{ ...good, queue: { push() {} } }, /queue is only used with ack "before"/],
    [{ ...good, start: -1 }, /start must be "beginning", "latest" or a sequence number, not -1/],
    [{ ...good, onError: "log" }, /onError must be a function, not string/],
    [{ ...good, now: 5 }, /now must be a Date or a time/],
  ];

  it.each(refused.map(([options, message]) => ({ options, message })))("says: $message", ({ options, message }) => {
    expect(make(options)).toThrow(
      expect.objectContaining({ code: "bad_option", message: expect.stringMatching(message) }),
    );
  });

  it("takes an option that is undefined for one that was left out", () => {
    expect(make({ ...good, leaseMs: undefined, queue: undefined })).not.toThrow();
  });
});
