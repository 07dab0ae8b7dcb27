// The sender as a function, for the tests of a receiver: no server, no network beyond the receiver under test. In: where the
// receiver listens. Out: signed events of every type, once, twice, in a wrong order, spoilt; with the receiver's answers.
import { randomBytes, randomUUID } from "node:crypto";
import type { EventData, EventType } from "@ticketwire/contract";
import { type EventWish, type MockEvent, MockEvents } from "./mock-events.ts";
import { postRequest, type Reply } from "./post.ts";
import { seededRandom, shuffle } from "./random.ts";
import { type SignedRequest, type SigningInput, signRequest } from "./sign-request.ts";
import { tamper, type Tampering } from "./tamper.ts";

export interface MockSenderOptions {
  /** Where the receiver listens. Needed for all that sends; not for `request`. */
  readonly url?: string;
  /** What signs. Default: a new one, see `secret`. Several sign like the overlap of a rotation. */
  readonly secret?: string | readonly string[];
  readonly webhookId?: string;
  /** Milliseconds since 1970. Default: this machine's clock. */
  readonly now?: () => number;
  /** Makes wrong orders repeatable. Default 1. */
  readonly seed?: number;
  /** Longest wait for an answer. Default 10,000. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** One delivery that was sent, and what came back. */
export interface Sent {
  readonly mock: MockEvent;
  readonly request: SignedRequest;
  readonly reply: Reply;
}

export interface MockSender {
  /** What a receiver checks with; the first when several sign. */
  readonly secret: string;
  readonly webhookId: string;
  /** Makes an event; the next of its ticket, the next of the sequence. */
  event(type: EventType, wish?: EventWish): MockEvent;
  /** Events of one ticket from its creation to its end: all six types, in the order of the sequence. */
  story(data?: Partial<EventData>): readonly MockEvent[];
  /** The signed request of an event, for a framework's own `inject`. Each call counts as one attempt. */
  request(mock: MockEvent, tampering?: Tampering): SignedRequest;
  send(what: EventType | MockEvent): Promise<Sent>;
  /** Twice at the same moment, as two copies on two ways. */
  sendTwice(what: EventType | MockEvent): Promise<readonly [Sent, Sent]>;
  /** One after the other. */
  sendAll(events: readonly MockEvent[]): Promise<readonly Sent[]>;
  /** One after the other, in another order than theirs. */
  sendOutOfOrder(events: readonly MockEvent[]): Promise<readonly Sent[]>;
  /** Spoilt: a receiver has to refuse it with 401. */
  sendTampered(what: EventType | MockEvent, tampering: Tampering): Promise<Sent>;
}

/**
 * Makes a sender for tests.
 *
 * @example
 * const sender = createMockSender({ url: "http://127.0.0.1:3000/webhooks", secret: process.env.TICKETWIRE_SECRET });
 * const [first, second] = await sender.sendTwice("ticket.assigned"); // handled once, answered 2xx twice
 * const spoilt = await sender.sendTampered("ticket.closed", "body"); // answered 401
 */
export function createMockSender(options: MockSenderOptions = {}): MockSender {
  const now = options.now ?? Date.now;
  const events = new MockEvents(now);
  const signing = createSigning(options, now);
  const random = seededRandom(options.seed ?? 1);
  const make = (what: EventType | MockEvent): MockEvent => (typeof what === "string" ? events.make(what) : what);
  const post = async (mock: MockEvent, tampering?: Tampering): Promise<Sent> => {
    const { url, ...rest } = options;
    if (url === undefined) throw new TypeError("createMockSender: url is missing; give the receiver's address to send");
    const request = signing.request(mock, tampering);
    return { mock, request, reply: await postRequest(request, { ...rest, url }) };
  };
  const sendAll = async (mocks: readonly MockEvent[]): Promise<readonly Sent[]> => {
    const sent: Sent[] = [];
    for (const mock of mocks) sent.push(await post(mock));
    return sent;
  };
  return {
    secret: signing.secrets[0] ?? "",
    webhookId: signing.webhookId,
    event: (type, wish) => events.make(type, wish),
    story: (data) => events.story(data),
    request: signing.request,
    send: (what) => post(make(what)),
    sendTwice(what) {
      const mock = make(what);
      return Promise.all([post(mock), post(mock)]);
    },
    sendAll,
    sendOutOfOrder: (mocks) => sendAll(shuffle(mocks, random)),
    sendTampered: (what, tampering) => post(make(what), tampering),
  };
}

function createSigning(options: MockSenderOptions, now: () => number) {
  const given = options.secret ?? randomBytes(32).toString("base64url");
  const secrets = typeof given === "string" ? [given] : given;
  if (secrets.length === 0 || secrets.includes("")) throw new TypeError("createMockSender: secret is empty");
  const webhookId = options.webhookId ?? randomUUID();
  const attempts = new Map<string, number>();
  const request = (mock: MockEvent, tampering?: Tampering): SignedRequest => {
    const attempt = (attempts.get(mock.deliveryId) ?? 0) + 1;
    attempts.set(mock.deliveryId, attempt);
    const input: SigningInput = {
      body: mock.body,
      identity: {
        eventId: mock.event.event_id,
        eventType: mock.event.event_type,
        webhookId,
        deliveryId: mock.deliveryId,
        attempt,
        sequence: mock.sequence,
      },
      secrets,
      timestamp: Math.floor(now() / 1000),
      userAgent: "Ticketwire/mock",
    };
    return tampering === undefined ? signRequest(input) : tamper(input, tampering);
  };
  return { secrets, webhookId, request };
}
