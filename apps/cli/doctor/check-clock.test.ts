// Clocks are compared by a header of whole seconds: what it can not tell is not held against anybody.
import { expect, it } from "vitest";
import { checkClock } from "./check-server.ts";

const DATE = "Sun, 01 Mar 2026 09:15:00 GMT";
const SENT = Date.parse(DATE);

it.each([
  ["ok", 0],
  ["ok", 999],
  ["ok", 5_400],
  ["ok", -4_400],
  ["warning", 7_000],
  ["warning", -60_000],
  ["failed", 301_000],
  ["failed", -301_000],
])("%s when this clock is %i ms later", (state, later) => {
  expect(checkClock(DATE, SENT + later)).toMatchObject({ check: "clock", state });
});

it("says which clock is behind", () => {
  expect(checkClock(DATE, SENT + 60_500).message).toBe("the server's clock is 60 s behind this one");
  expect(checkClock(DATE, SENT - 59_500).message).toBe("the server's clock is 60 s ahead of this one");
});

it("does not guess without the header", () => {
  expect(checkClock(null, SENT)).toMatchObject({ state: "warning" });
});
