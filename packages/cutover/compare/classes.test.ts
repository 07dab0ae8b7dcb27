// Each class by its worked example, and the cases at their edges.
import { describe, expect, it } from "vitest";
import type { EventEntry } from "../journal/entry.ts";
import { type Story, tellStory } from "../testkit/story.ts";
import { webhookEntry } from "../testkit/world.ts";
import { CLASS_NAMES, CLASSES, type ClassName } from "./classes.ts";
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

describe("the classes", () => {
  it("each have a definition and an example", () => {
    for (const name of CLASS_NAMES) {
      expect(CLASSES[name].definition.length).toBeGreaterThan(40);
      expect(CLASSES[name].example.length).toBeGreaterThan(40);
    }
  });
});

describe("match", () => {
  it("is a change whose events were there when the poll saw it", () => {
    const story = begin();
    story.deliver(story.write("status"));
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1 });
  });

  it("holds for a comment, which moves the version and no field", () => {
    const story = begin();
    story.deliver(story.write("comment"));
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1 });
  });

  it("takes tags as a set and two spellings of a moment as one", () => {
    const story = begin();
    const [updated, ...rest] = story.write("tags");
    const { event } = updated as EventEntry;
    const tags = [...(event.data["tags"] as string[])].reverse();
    const data = { ...event.data, tags, entered_at: "2026-02-01T01:00:00.000+01:00" };
    story.deliver([{ ...(updated as EventEntry), event: { ...event, data } }, ...rest]);
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1 });
  });

  it("covers a ticket that was created while it was watched", () => {
    const story = tellStory({ entered_at: "2026-03-01T09:00:00.000Z", version: 0 });
    story.add({ kind: "poll", at: story.now + 20, sentAt: story.now, status: 200, date: story.now });
    story.wait(3_700_000);
    const [created] = story.write("comment");
    const { event } = created as EventEntry;
    story.deliver([{ ...(created as EventEntry), event: { ...event, event_type: "ticket.created" } }]);
    after(story, 4000);
    expect(classesOf(story)).toEqual({ match: 1 });
  });
});

describe("late", () => {
  it("is an event that came after the poll, with the seconds", () => {
    const story = begin();
    const events = story.write("title");
    after(story, 4000);
    story.wait(58_000);
    story.deliver(events);
    expect(classesOf(story)).toEqual({ late: 1 });
    expect(only(story, "late").lateMs).toBe(58_001);
  });

  it("is not an event within the measured margin of the clocks", () => {
    const story = begin();
    const events = story.write("title");
    story.poll();
    story.deliver(events);
    expect(compare(story.entries).clock.marginMs).toBeGreaterThan(1);
    expect(classesOf(story)).toEqual({ match: 1 });
  });
});

describe("coalesced", () => {
  it("is a change that another one hid from the poller", () => {
    const story = begin();
    story.deliver(story.write("status"));
    story.wait(1000);
    story.deliver(story.write("status"));
    after(story, 4000);
    expect(classesOf(story)).toEqual({ coalesced: 1, match: 1 });
  });
});

describe("unwatched", () => {
  it("is an event of a ticket that is never polled", () => {
    const story = tellStory();
    story.deliver(story.write("title"));
    expect(classesOf(story)).toEqual({ unwatched: 1 });
  });

  it("is a change before the first poll, and one after the last", () => {
    const story = tellStory();
    story.deliver(story.write("title"));
    story.wait(1000);
    story.poll();
    story.wait(1000);
    story.deliver(story.write("title"));
    expect(classesOf(story)).toEqual({ unwatched: 2 });
  });
});

describe("unsubscribed", () => {
  it("is a change of a type that the webhook leaves out", () => {
    const story = begin();
    story.add(webhookEntry(["ticket.assigned"]));
    story.write("title");
    after(story, 4000);
    expect(classesOf(story)).toEqual({ unsubscribed: 1 });
  });

  it("is a change of a ticket that the filter leaves out", () => {
    const story = begin();
    const filter = { conditions: [{ field: "priority_name", operator: "equals", value: "High" }] };
    story.add({ ...webhookEntry(["ticket.updated"]), filter } as never);
    story.write("title");
    after(story, 4000);
    story.write("priority");
    after(story, 4000);
    expect(classesOf(story, { settleMs: 0 })).toEqual({ unsubscribed: 1, missing: 1 });
  });

  it("is a change of fields that the event does not carry", () => {
    const story = begin();
    const events = story.write("title").map((entry) => {
      const { ticket_id, version } = entry.event.data;
      return { ...entry, event: { ...entry.event, data: { ticket_id, version } } };
    });
    story.deliver(events);
    after(story, 4000);
    expect(classesOf(story)).toEqual({ unsubscribed: 1 });
    expect(compare(story.entries).uncarried).toEqual({ title: 1 });
  });

  it("is a record that changed without a write, because another one was renamed", () => {
    const story = begin();
    story.drift({ client_name: "Acme Ltd" });
    after(story, 4000);
    expect(classesOf(story)).toEqual({ unsubscribed: 1 });
    expect(only(story, "unsubscribed").note).toContain("client_name");
  });
});

describe("pending", () => {
  it.each(["pending", "retrying", "held"])("is a change whose delivery the sender calls %s", (status) => {
    const story = begin();
    const [updated] = story.write("title");
    after(story, 60_000);
    story.sender(updated as EventEntry, { status });
    expect(classesOf(story)).toEqual({ pending: 1 });
    expect(only(story, "pending").note).toContain(status);
  });

  it("is a poll too fresh to judge when the journal breaks off", () => {
    const story = begin();
    story.write("title");
    after(story, 1000);
    expect(classesOf(story)).toEqual({ pending: 1 });
    story.add({ kind: "session", at: story.now, phase: "end", session: "s", isSettled: true });
    expect(classesOf(story)).toEqual({ missing: 1 });
  });
});

describe("missing", () => {
  it("is a certain change without its event", () => {
    const story = begin();
    story.write("title");
    after(story, 1000);
    after(story, 60_000);
    expect(classesOf(story)).toEqual({ missing: 1 });
    expect(only(story, "missing").lacking).toEqual(["ticket.updated"]);
  });

  it("is one of several events of a change that did not come", () => {
    const story = begin();
    story.deliver(story.write("status").slice(0, 1));
    after(story, 1000);
    after(story, 60_000);
    expect(classesOf(story)).toEqual({ missing: 1 });
    expect(only(story, "missing").lacking).toEqual(["ticket.status_changed"]);
  });

  it.each([
    ["abandoned", "abandoned"],
    ["delivered", "was not seen here"],
  ])("tells what the sender says about it: %s", (status, words) => {
    const story = begin();
    const [updated] = story.write("title");
    after(story, 60_000);
    story.sender(updated as EventEntry, { status });
    expect(only(story, "missing").note).toContain(words);
  });

  it("counts each hidden version when every write is owed an event", () => {
    const story = begin();
    for (let count = 0; count < 3; count++) story.write("title");
    after(story, 1000);
    after(story, 60_000);
    expect(classesOf(story)).toEqual({ missing: 3 });
  });

  it("stays missing, and is told, when a reconcile brings it back", () => {
    const story = begin();
    const events = story.write("title");
    after(story, 1000);
    after(story, 60_000);
    story.deliver(events, { via: "reconcile" });
    expect(classesOf(story)).toEqual({ missing: 1 });
    expect(only(story, "missing").isRecovered).toBe(true);
    expect(compare(story.entries).recovered).toBe(1);
  });
});
