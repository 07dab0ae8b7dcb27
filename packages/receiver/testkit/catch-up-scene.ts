// A receiver and a feed server for the tests of catching up: one of each per test.
import { afterEach, beforeEach } from "vitest";
import type { CatchUpOptions } from "../catch-up/catch-up.ts";
import type { Handlers } from "../receive/handlers.ts";
import type { ReceiverOptions } from "../receive/options.ts";
import { createReceiver } from "../receive/receiver.ts";
import { createMemoryStore } from "../stores/memory.ts";
import { API_KEY, feedEvent, type FeedServer, startFeedServer } from "./feed-server.ts";
import { NOW, SECRET, signedRequest, WEBHOOK_ID } from "./signed-request.ts";

/** A feed server that is started before each test and closed after it; call it at the top of a test file. */
export function useFeed() {
  const scene = { feed: undefined as unknown as FeedServer, fill, options };
  beforeEach(async () => void (scene.feed = await startFeedServer()));
  afterEach(() => scene.feed.close());

  function fill(from: number, to: number): void {
    for (let sequence = from; sequence <= to; sequence += 1) scene.feed.events.set(sequence, feedEvent(sequence));
  }
  function options(more: Partial<CatchUpOptions> = {}): CatchUpOptions {
    return { baseUrl: scene.feed.baseUrl, apiKey: API_KEY, webhookId: WEBHOOK_ID, ...more };
  }
  return scene;
}

/** A receiver that notes the version of each event it handles, and a way to push to it. */
export function recorder(more: Partial<ReceiverOptions> = {}) {
  const versions: number[] = [];
  const on: Handlers = { "*": ({ data }) => void versions.push((data as { version: number }).version) };
  const store = createMemoryStore();
  const receiver = createReceiver({ secrets: SECRET, store, on, now: () => NOW, onError: () => {}, ...more });
  const push = (sequence: number) => receiver.handle(signedRequest(feedEvent(sequence), sequence));
  return { receiver, versions, push };
}
