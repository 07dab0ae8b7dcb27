// Feeds that answer late, wrongly or not at all, over real HTTP.
import { beforeEach, describe, expect, it } from "vitest";
import { recorder, useFeed } from "../testkit/catch-up-scene.ts";
import { answer, feedEvent, startFeedServer } from "../testkit/feed-server.ts";
import { WEBHOOK_ID } from "../testkit/signed-request.ts";
import { catchUp } from "./catch-up.ts";

const scene = useFeed();

describe("a feed that does not answer as it should", () => {
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  beforeEach(() => void (waits.length = 0));

  it("is asked again after as long as it says, or longer each time", async () => {
    scene.fill(1, 2);
    scene.feed.faults.push(
      (response) => void response.writeHead(429, { "retry-after": "7" }).end(),
      (response) => void response.writeHead(503, { "retry-after": "4000" }).end(),
      (response) => answer(response, 500, { error: {} }),
      (response) => void response.destroy(),
    );
    const { receiver } = recorder();
    expect(await catchUp(receiver, scene.options({ sleep }))).toMatchObject({ handled: 2 });
    expect(waits).toEqual([7000, 60_000, 4000, 8000]);
  });

  it("is given up after some tries, with what was handled kept", async () => {
    scene.fill(1, 5);
    const { receiver } = recorder();
    await catchUp(receiver, scene.options({ pageSize: 5 }));
    for (let index = 0; index < 3; index += 1) scene.feed.faults.push((response) => answer(response, 503, {}));
    await expect(catchUp(receiver, scene.options({ sleep, attempts: 3 }))).rejects.toMatchObject({
      code: "feed_unavailable",
    });
    expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 5 });
    expect((await catchUp(receiver, scene.options())).kind).toBe("done");
  });

  it.each([
    ["another key", { apiKey: "wrong" }, 401],
    ["another webhook", { webhookId: "0193a5f0-0000-7000-8000-0000000000ab" }, 404],
  ])("because of %s is not asked twice", async (_, more, status) => {
    const { receiver } = recorder();
    await expect(catchUp(receiver, scene.options({ ...more, sleep }))).rejects.toMatchObject({
      code: "feed_refused",
      message: expect.stringContaining(String(status)),
    });
    expect(waits).toEqual([]);
  });

  it("but redirects does not get the key carried elsewhere", async () => {
    const other = await startFeedServer();
    scene.feed.faults.push((response) => response.writeHead(302, { location: `${other.baseUrl}/` }).end());
    const { receiver } = recorder();
    await expect(catchUp(receiver, scene.options({ sleep, attempts: 1 }))).rejects.toMatchObject({
      code: "feed_unavailable",
    });
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it.each([
    ["no list", {}],
    ["an entry without sequence", { data: [{ event: feedEvent(1) }] }],
    [
      "a sequence that goes back",
      {
        data: [
          { sequence: 2, event: feedEvent(2) },
          { sequence: 1, event: feedEvent(1) },
        ],
      },
    ],
    ["a sequence from before", { data: [{ sequence: 0, event: feedEvent(1) }] }],
    ["an event that is none", { data: [{ sequence: 1, event: { event_id: "x" } }] }],
  ])("but with %s is refused as malformed", async (_, body) => {
    scene.feed.faults.push((response) => answer(response, 200, body));
    const { receiver, versions } = recorder();
    await expect(catchUp(receiver, scene.options())).rejects.toMatchObject({ code: "feed_malformed" });
    expect(versions).toEqual([]);
  });

  it.each([
    { baseUrl: "tickets" },
    { apiKey: "" },
    { webhookId: "" },
    { pageSize: 101 },
    { attempts: 0 },
    { waitSeconds: 31 },
    { timeoutMs: 0 },
  ])("because of %j is refused before it is asked", async (more) => {
    const { receiver } = recorder();
    await expect(catchUp(receiver, scene.options(more))).rejects.toMatchObject({ code: "bad_option" });
    expect(scene.feed.asked).toEqual([]);
  });
});
