// What is forwarded is the server's own text: numbers, escapes and the order of keys stay as they are.
import fc from "fast-check";
import { expect, it } from "vitest";
import { rawEvents } from "./raw-events.ts";

it("gives each event as it stands there, not as a parser would write it", () => {
  const events = ['{"b":1.0,"2":1e2,"1":"\\u00e9 \\" } ]"}', '{ "a" : [ {"event":1}, "]" ] }', "null"];
  const entries = events.map((event, index) => `{"sequence":${index},"status":"held", "event":${event}}`);
  expect(rawEvents(`{"meta":{"data":[]},"data":[${entries.join(" , ")}],"x":1}`)).toEqual(events);
});

it("gives nothing for an empty page", () => {
  expect(rawEvents('{"data": [ ], "meta": {"next_after": 7}}')).toEqual([]);
});

it("finds every event of any page", () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (events) => {
      const page = { data: events.map((event, sequence) => ({ sequence, event })), meta: {} };
      expect(rawEvents(JSON.stringify(page))).toEqual(events.map((event) => JSON.stringify(event)));
      expect(rawEvents(JSON.stringify(page, null, 2)).map((text) => JSON.parse(text) as unknown)).toEqual(
        JSON.parse(JSON.stringify(events)),
      );
    }),
  );
});
