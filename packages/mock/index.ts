// A sender for the tests of a receiver, and the parts it is made of: signed requests, recorded events, chaos.
export { type ChaosPlan, type ChaosSettings, createChaos } from "./chaos.ts";
export { type Fixture, FIXTURES, recordedEvent } from "./fixtures.ts";
export type { EventWish, MockEvent } from "./mock-events.ts";
export { createMockSender, type MockSender, type MockSenderOptions, type Sent } from "./mock-sender.ts";
export { isDelivered, type PostOptions, postRequest, type Reply } from "./post.ts";
export { type Random, seededRandom, shuffle } from "./random.ts";
export { type DeliveryIdentity, type SignedRequest, type SigningInput, signRequest } from "./sign-request.ts";
export { tamper, type Tampering, TAMPERINGS } from "./tamper.ts";
