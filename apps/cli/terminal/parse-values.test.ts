// Values are read strictly: what is not meant exactly so is refused with a way to write it.
import { EVENT_TYPES } from "@ticketwire/contract";
import { describe, expect, it } from "vitest";
import {
  parseDuration,
  parseEventTypes,
  parseMoment,
  parseRate,
  parseShare,
  parseTarget,
  parseWhole,
} from "./parse-values.ts";
import { oneLine, printable } from "./printable.ts";

describe("what is taken", () => {
  it("durations, rates and shares", () => {
    expect(["500ms", "10s", "1.5m", "2h", "1d"].map(parseDuration)).toEqual([
      500, 10_000, 90_000, 7_200_000, 86_400_000,
    ]);
    expect(["5/s", "30/m", "0.5/s"].map(parseRate)).toEqual([5, 0.5, 0.5]);
    expect(["5%", "0.05", "100%", "0"].map(parseShare)).toEqual([0.05, 0.05, 1, 0]);
  });

  it("times, also as how long ago", () => {
    expect(parseMoment("2026-03-01T10:00:00+01:00")).toBe("2026-03-01T09:00:00.000Z");
    const before = Date.now();
    const moment = Date.parse(parseMoment("2h")) + 7_200_000;
    expect(moment >= before && moment <= Date.now()).toBe(true);
  });

  it("addresses, ports and hosts", () => {
    expect(parseTarget("3000")).toBe("http://localhost:3000/");
    expect(parseTarget("localhost:3000/hooks")).toBe("http://localhost:3000/hooks");
    expect(parseTarget("https://example.com/x?y=1")).toBe("https://example.com/x?y=1");
  });

  it("event types, short and long", () => {
    expect(parseEventTypes("assigned,ticket.closed")).toEqual(["ticket.assigned", "ticket.closed"]);
    expect(parseEventTypes("all")).toEqual(EVENT_TYPES);
  });
});

describe("what is refused", () => {
  it.each<readonly [string, (text: string) => unknown, readonly string[]]>([
    ["durations", parseDuration, ["", "5", "s", "-5s", "5 s", "1e3s", "5S"]],
    ["rates", parseRate, ["5", "5/h", "0/s", "-1/s", "1001/s", "/s"]],
    ["shares", parseShare, ["101%", "1.5", "-5%", "5 %", "half", ""]],
    ["times", parseMoment, ["yesterday", "2026-13-01", "2026-03-01T09:00", "0", ""]],
    ["addresses", parseTarget, ["ftp://x", "http://", "http://u:p@x/", "", "http://x:0/"]],
    ["whole numbers", parseWhole(1, 5), ["0", "6", "1.5", "-1", "1e0", "", "٣"]],
    ["event types", parseEventTypes, ["", "closed,", "exploded", "ALL", "webhook.test"]],
  ])("%s", (_what, parse, texts) => {
    for (const text of texts) expect(() => parse(text)).toThrow(/is no|has an empty|user name/);
  });
});

it("text from elsewhere does not move the cursor or turn the line round", () => {
  expect(printable("a\u001b[31m\u0007\u009b\u202eb\tc\nd")).toBe("a\\u001b[31m\\u0007\\u009b\\u202eb\tc\nd");
  expect(oneLine("one\n two   three", 9)).toBe("one two …");
  expect(oneLine("🖨️🖨️", 10)).toBe("🖨️🖨️");
});
