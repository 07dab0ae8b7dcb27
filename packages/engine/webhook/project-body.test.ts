import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectBody } from "./project-body.ts";

function envelope(data: string): string {
  return `{"event_id":"e","event_type":"ticket.updated","occurred_at":"2026-01-01T00:00:00.000Z","tenant_id":"t","data":${data}}`;
}

describe("the projected body of a delivery", () => {
  it("is the same string when the webhook chose nothing", () => {
    const body = envelope('{"ticket_id":"1","title":"x"}');
    expect(projectBody(body, null)).toBe(body);
  });

  it("keeps the chosen fields in the order of the envelope, whatever the order of the choice", () => {
    const body = envelope('{"ticket_id":"1","title":"x","status_id":"2","tags":["a","b"]}');
    expect(projectBody(body, { ticket: ["tags", "title"] })).toBe(
      envelope('{"ticket_id":"1","title":"x","tags":["a","b"]}'),
    );
  });

  it("always keeps ticket_id, and is_test on a test", () => {
    const body = envelope('{"is_test":true,"ticket_id":"1","title":"x"}');
    expect(projectBody(body, { ticket: [] })).toBe(envelope('{"is_test":true,"ticket_id":"1"}'));
  });

  it("keeps changes and comment only when they were chosen", () => {
    const body = envelope(
      '{"ticket_id":"1","changes":{"title":{"previous":"a","new":"}"}},"comment":{"text":"\\"},{"}}',
    );
    expect(projectBody(body, { ticket: ["changes"] })).toBe(
      envelope('{"ticket_id":"1","changes":{"title":{"previous":"a","new":"}"}}}'),
    );
    expect(projectBody(body, { ticket: ["comment"] })).toBe(envelope('{"ticket_id":"1","comment":{"text":"\\"},{"}}'));
  });

  it("keeps every byte of a value: long numbers, escapes, the spelling of floats", () => {
    const body = envelope(
      '{"ticket_id":"1","attributes":{"n":12345678901234567890,"f":1.50,"s":"\\u00e9\\/"},"title":"x"}',
    );
    expect(projectBody(body, { ticket: ["attributes"] })).toBe(
      envelope('{"ticket_id":"1","attributes":{"n":12345678901234567890,"f":1.50,"s":"\\u00e9\\/"}}'),
    );
  });

  it("is not misled by text that looks like the envelope", () => {
    const body = envelope(`{"title":${JSON.stringify('","data":{"ticket_id":"no"}')},"ticket_id":"1"}`);
    expect(projectBody(body, { ticket: [] })).toBe(envelope('{"ticket_id":"1"}'));
  });

  it("leaves a body alone whose data is no object", () => {
    expect(projectBody(envelope("[1]"), { ticket: [] })).toBe(envelope("[1]"));
    expect(projectBody("no envelope", { ticket: [] })).toBe("no envelope");
    expect(projectBody(envelope("{}"), { ticket: [] })).toBe(envelope("{}"));
  });

  it("agrees with choosing among parsed members, for any data", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.string()), (data, picked) => {
        const names = [...picked, ...Object.keys(data).filter((_, index) => index % 2 === 0)];
        const kept = Object.entries(data).filter(([name]) => ["ticket_id", "is_test", ...names].includes(name));
        const parsed = JSON.parse(projectBody(envelope(JSON.stringify(data)), { ticket: names })) as { data: unknown };
        expect(parsed.data).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(kept))));
      }),
    );
  });

  it("gives the same bytes again when it is applied again", () => {
    const choice = { ticket: ["title"] };
    const once = projectBody(envelope('{ "ticket_id" : "1" , "title" : "x" , "url":"u" }'), choice);
    expect(projectBody(once, choice)).toBe(once);
  });
});
