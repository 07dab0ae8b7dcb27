// Values, copies, order, failed polls, and what lies at the edge of the comparison, each by an example.
import { describe, expect, it } from "vitest";
import type { EventEntry } from "../journal/entry.ts";
import { type Story, tellStory } from "../testkit/story.ts";
import type { ClassName } from "./classes.ts";
import { compare } from "./compare.ts";
import type { Difference } from "./comparison.ts";
import type { CompareOptions } from "./options.ts";

/** The classes that are not zero. */
function classesOf(story: Story, options?: CompareOptions): Partial<Record<ClassName, number>> {
  const { classes } = compare(story.entries, options);
  return Object.fromEntries(Object.entries(classes).filter(([, count]) => count > 0));
}

function only(story: Story, name: ClassName, options?: CompareOptions): Difference {
  const found = compare(story.entries, options).differences.filter((difference) => difference.class === name);
  expect(found).toHaveLength(1);
  return found[0] as Difference;
}

function begin(): Story {
  const story = tellStory();
  story.poll();
  story.wait(5000);
  return story;
}

function after(story: Story, ms: number): void {
  story.wait(ms);
  story.poll();
}

function tampered(entry: EventEntry, fields: Record<string, unknown>): EventEntry {
  return { ...entry, event: { ...entry.event, data: { ...entry.event.data, ...fields } } };
}

describe("mismatch", () => {
  it("names each path with both values", () => {
    const story = begin();
    story.deliver(
      story.write("title").map((entry) => tampered(entry, { priority_name: "High", attributes: { seats: 4 } })),
    );
    after(story, 4000);
    expect(classesOf(story)).toEqual({ mismatch: 1 });
    expect(only(story, "mismatch").paths.map(({ path, poll, push }) => [path, poll, push])).toEqual([
      ["priority_name", "Low", "High"],
      ["attributes.seats", 3, 4],
    ]);
  });

  it("obeys the ignore rules", () => {
    const story = begin();
    story.deliver(story.write("title").map((entry) => tampered(entry, { url: "x", attributes: { seats: 4 } })));
    after(story, 4000);
    expect(classesOf(story, { ignore: ["url", "attributes.*"] })).toEqual({ match: 1 });
  });

  it("leaves out what the second look of a pair proves to be noise", () => {
    const story = begin();
    story.add({ kind: "sample", at: story.now, ticket: story.ticket, hasMoved: false, paths: ["attributes.seats"] });
    story.deliver(story.write("title").map((entry) => tampered(entry, { attributes: { seats: 4 } })));
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1 });
    expect(compare(story.entries).noise).toEqual({ samples: 1, differing: 1, moved: 0, paths: ["attributes.seats"] });
  });

  it("is an event of a version that a poll sent later still does not show", () => {
    const story = begin();
    story.deliver(story.write("title").map((entry) => tampered(entry, { version: 9 })));
    after(story, 60_000);
    after(story, 60_000);
    expect(classesOf(story)).toEqual({ missing: 1, mismatch: 1 });
    expect(only(story, "mismatch").paths[0]?.path).toBe("version");
  });

  it("finds wrong values in changes", () => {
    const story = begin();
    const wrong = { title: { previous: "never so", new: "Printer on fire, 2" } };
    story.deliver(story.write("title").map((entry) => tampered(entry, { changes: wrong })));
    after(story, 4000);
    expect(only(story, "mismatch").paths.map(({ path }) => path)).toEqual(["changes.title.previous"]);
  });
});

describe("duplicate and reordered", () => {
  it("count events and leave the class of the change alone", () => {
    const story = begin();
    const events = story.write("status");
    story.deliver([...events].reverse());
    story.deliver(events, { attempt: 2 });
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1, duplicate: 2, reordered: 1 });
  });

  it("take two webhooks for two: the same event through both is no copy", () => {
    const story = begin();
    const events = story.write("title");
    story.deliver(events);
    story.deliver(events, { webhook: "w2" });
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1 });
  });

  it("takes a step that was published twice under two ids for a copy", () => {
    const story = begin();
    const events = story.write("title");
    story.deliver(events);
    story.deliver(events.map((entry) => ({ ...entry, event: { ...entry.event, event_id: "other" } })));
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1, duplicate: 1 });
  });
});

describe("poll_error and gone", () => {
  it("count requests, by status or by the way they failed", () => {
    const story = begin();
    story.poll({ status: 429 });
    story.poll({ status: 503 });
    story.poll({ status: null, failure: "timeout" });
    expect(classesOf(story)).toEqual({ poll_error: 3 });
    expect(compare(story.entries).requests.errors).toEqual({ "429": 1, "503": 1, timeout: 1 });
  });

  it("count a run of 404 once", () => {
    const story = begin();
    for (let count = 0; count < 3; count++) story.poll({ status: 404 });
    story.poll();
    story.poll({ status: 404 });
    expect(classesOf(story)).toEqual({ gone: 2 });
  });
});

describe("besides", () => {
  it("a poll that shows an older state than one before is a stale read and no difference", () => {
    const story = begin();
    const old = story.state;
    story.deliver(story.write("title"));
    after(story, 1000);
    story.poll({ state: old });
    story.poll();
    expect(classesOf(story)).toEqual({ match: 1 });
    expect(compare(story.entries).staleReads).toBe(1);
  });

  it("a period leaves out what lies before it, and keeps it as the ground to stand on", () => {
    const story = begin();
    story.write("title");
    after(story, 1000);
    after(story, 60_000);
    const from = story.now;
    story.deliver(story.write("title"));
    after(story, 4000);
    expect(classesOf(story, { from })).toEqual({ match: 1 });
    expect(classesOf(story)).toEqual({ match: 1, missing: 1 });
  });

  it("lists at most as many differences as asked, and counts all", () => {
    const story = begin();
    for (let count = 0; count < 5; count++) story.poll({ status: 500 });
    const { classes, differences, omitted } = compare(story.entries, { listed: 2 });
    expect([classes.poll_error, differences.length, omitted.poll_error]).toEqual([5, 2, 3]);
  });
});
