// The address of the tickets page.
import { describe, expect, it } from "vitest";
import { isFiltered, readTicketSearch, toTicketQuery } from "./ticket-search.ts";

const known = (raw: object) =>
  Object.fromEntries(Object.entries(readTicketSearch({ ...raw })).filter(([, value]) => value !== undefined));

describe("what stands in the address", () => {
  it("is taken where it is known, and dropped where it is not", () => {
    expect(known({ search: 1042, state: "closed", sort: "nonsense", order: "up", more: 1, search2: "x" })).toEqual({
      search: "1042",
      state: "closed",
    });
    expect(known({ search: "  ", new: "true", status_id: "" })).toEqual({});
  });

  it("has tags as a list, with commas in a tag, or as people write one", () => {
    expect(known({ tags: ["a, b", "c"] })).toEqual({ tags: ["a, b", "c"] });
    expect(known({ tags: "a, c ,," })).toEqual({ tags: ["a", "c"] });
    expect(known({ tags: [] })).toEqual({});
  });
});

describe("what is asked of the API", () => {
  it("is the newest first, names from A, and what falls due from the next one", () => {
    expect(toTicketQuery({})).toMatchObject({ sort: "updated_at", order: "desc" });
    expect(toTicketQuery({ sort: "title" })).toMatchObject({ order: "asc" });
    expect(toTicketQuery({ sort: "due_date", order: "desc" })).toMatchObject({ order: "desc" });
  });

  it("turns a state into what the API knows", () => {
    expect(toTicketQuery({ state: "open", new: true })).toEqual({
      sort: "updated_at",
      order: "desc",
      is_open: true,
      is_closed: undefined,
    });
  });
});

it("an order narrows nothing", () => {
  expect([isFiltered({ sort: "title", order: "desc", new: true }), isFiltered({ tags: ["a"] })]).toEqual([false, true]);
});
