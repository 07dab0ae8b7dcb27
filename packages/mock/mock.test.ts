// The mock sends what the real server sends: the receiver kit takes its recordings and its events, and refuses what is spoilt.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EVENT_TYPES, TICKET_FIELDS } from "@ticketwire/contract";
import { verify } from "@ticketwire/receiver";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createChaos, createMockSender, FIXTURES, isDelivered, seededRandom, shuffle, TAMPERINGS } from "./index.ts";

const SECRET = "the-secret-of-this-test";
let url = "";
let received: { readonly eventId: string; readonly sequence: number }[] = [];
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const result = await verify(Buffer.concat(chunks), request.headers, { secrets: SECRET });
  if (result.kind === "event") {
    received.push({ eventId: result.event.event_id, sequence: result.delivery.sequence ?? 0 });
    response.writeHead(200).end("taken");
  } else response.writeHead(result.status).end(result.code);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks`;
});
afterAll(() => receiver.close());
beforeEach(() => {
  received = [];
});

describe("fixtures", () => {
  it.each(EVENT_TYPES)("%s was sent by a real server and is taken by the receiver kit", async (type) => {
    const { body, headers, signing_secret: secrets } = FIXTURES[type];
    const result = await verify(body, headers, { secrets, toleranceSeconds: Number.POSITIVE_INFINITY });
    expect(result).toMatchObject({ kind: "event", event: { event_type: type } });
    const { data } = JSON.parse(body) as { readonly data: object };
    expect(Object.keys(data).slice(0, TICKET_FIELDS.length)).toEqual(TICKET_FIELDS);
  });
});

describe("createMockSender", () => {
  it.each(EVENT_TYPES)("sends a signed %s", async (type) => {
    const { reply } = await createMockSender({ url, secret: SECRET }).send(type);
    expect(reply).toMatchObject({ kind: "answer", status: 200, body: "taken" });
  });

  it("sends two copies of one event, as two attempts", async () => {
    const [first, second] = await createMockSender({ url, secret: SECRET }).sendTwice("ticket.assigned");
    expect(isDelivered(first.reply) && isDelivered(second.reply)).toBe(true);
    expect(new Set(received.map(({ eventId }) => eventId)).size).toBe(1);
    expect(second.request.headers["X-Alga-Delivery-Attempt"]).toBe("2");
  });

  it("tells one ticket's life in order, and sends it in another", async () => {
    const sender = createMockSender({ url, secret: SECRET });
    const story = sender.story();
    expect(new Set(story.map(({ event }) => event.event_type))).toEqual(new Set(EVENT_TYPES));
    const versions = story.map(({ event }) => event.data.version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(story.map(({ event }) => event.data.ticket_id)).size).toBe(1);
    await sender.sendAll(story);
    expect(received.map(({ sequence }) => sequence)).toEqual(story.map(({ sequence }) => sequence));
    received = [];
    await sender.sendOutOfOrder(story);
    expect(received.map(({ sequence }) => sequence)).not.toEqual(story.map(({ sequence }) => sequence));
    expect(received).toHaveLength(story.length);
  });

  it.each(TAMPERINGS)("spoils a delivery (%s) so that a receiver refuses it", async (how) => {
    const { reply } = await createMockSender({ url, secret: SECRET }).sendTampered("ticket.closed", how);
    expect(reply).toMatchObject({ kind: "answer", status: 401 });
    expect(received).toEqual([]);
  });

  it("sets fields, counts versions for each ticket, and signs like a rotation", async () => {
    const sender = createMockSender({ url, secret: ["old", SECRET] });
    const a = sender.event("ticket.created", { data: { ticket_id: "a", title: "Mine" } });
    const b = sender.event("ticket.created", { data: { ticket_id: "b" } });
    const next = sender.event("ticket.assigned", { data: { ticket_id: "a" } });
    expect([a, b, next].map(({ event }) => event.data.version)).toEqual([1, 1, 2]);
    expect(a.event.data.title).toBe("Mine");
    expect(next.event.occurred_at > a.event.occurred_at).toBe(true);
    expect(sender.request(a).headers["X-Alga-Signature"]).toMatch(/^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
  });

  it("says what is missing instead of sending nowhere", async () => {
    await expect(createMockSender().send("ticket.created")).rejects.toThrow("url is missing");
    expect(() => createMockSender({ secret: "" })).toThrow("secret is empty");
  });

  it("tells a receiver that is not there from one that answers", async () => {
    const { reply } = await createMockSender({ url: "http://127.0.0.1:1/" }).send("ticket.created");
    expect(reply.kind).toBe("no_answer");
    expect(isDelivered(reply)).toBe(false);
  });
});

describe("chance", () => {
  it("is the same for the same seed, in about the shares that were asked for", () => {
    const settings = { drop: 0.1, duplicate: 0.2, reorder: 0.3, tamper: 0.4, delayMs: 100, seed: 42 };
    const [one, two] = [createChaos(settings), createChaos(settings)];
    const plans = Array.from({ length: 5_000 }, () => one());
    expect(Array.from({ length: 5_000 }, () => two())).toEqual(plans);
    const share = (of: (plan: (typeof plans)[number]) => boolean): number => plans.filter(of).length / plans.length;
    expect(share((plan) => plan.isDropped)).toBeCloseTo(0.1, 1);
    expect(share((plan) => plan.copies === 2)).toBeCloseTo(0.2, 1);
    expect(share((plan) => plan.isHeldBack)).toBeCloseTo(0.3, 1);
    expect(share((plan) => plan.tampering !== null)).toBeCloseTo(0.4, 1);
    expect(plans.every(({ delayMs }) => delayMs >= 0 && delayMs <= 100)).toBe(true);
  });

  it("leaves nothing where no chaos is asked for", () => {
    const plan = createChaos({ seed: 1 })();
    expect(plan).toEqual({ isDropped: false, copies: 1, isHeldBack: false, tampering: null, delayMs: 0 });
  });

  it("never leaves an order as it was", () => {
    for (let seed = 0; seed < 200; seed += 1) expect(shuffle([1, 2, 3], seededRandom(seed))).not.toEqual([1, 2, 3]);
  });
});
