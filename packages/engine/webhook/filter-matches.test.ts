// Every operator against every type a field can have, through the SQL function that fan-out and recover call.
import { FILTER_OPERATORS, type FilterOperator } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

async function matches(filter: unknown, data: unknown): Promise<boolean> {
  const [row] = await test.db.engine.query<{ matches: boolean }>(sql`
    SELECT ticketwire.filter_matches(${JSON.stringify(filter)}::jsonb, ${JSON.stringify({ data })}::jsonb) AS matches`);
  if (!row) throw new Error("no row");
  return row.matches;
}

const data = {
  ticket_id: "0198c0de-0000-7000-8000-000000000001",
  title: "Printer on fire",
  description: null,
  is_closed: false,
  version: 7,
  due_date: "2026-03-01T10:00:00.000Z",
  tags: ["vip", "hardware"],
  attributes: { seats: 12, note: "x", flags: ["a"], "dotted.name": 1, empty: null, nested: { a: 1 } },
  changes: { priority_id: { previous: 1, new: 2 }, tags: { previous: [], new: [] } },
  comment: { is_internal: true, text: "hello" },
};

type Row = readonly [value: unknown, ...holds: readonly FilterOperator[]];

// For each field: a value, and the operators that hold for it. Each of the others must not hold.
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  title: [
    ["Printer on fire", "equals", "contains"],
    ["printer on fire", "not_equals", "not_contains", "less_than"],
    ["Printer", "not_equals", "contains", "greater_than"],
    ["", "not_equals", "contains", "greater_than"],
    ["Z", "not_equals", "not_contains", "less_than"],
    [null, "not_equals", "not_contains"],
    [7, "not_equals", "not_contains"],
    [["Printer on fire", "other"], "not_equals", "not_contains", "in"],
    [["other"], "not_equals", "not_contains", "not_in"],
    [[], "not_equals", "not_contains", "not_in"],
  ],
  is_closed: [
    [false, "equals", "not_contains"],
    [true, "not_equals", "not_contains"],
    [[false, true], "not_equals", "not_contains", "in"],
    ["false", "not_equals", "not_contains"],
  ],
  version: [
    [7, "equals", "not_contains"],
    [7.0, "equals", "not_contains"],
    [6.5, "not_equals", "not_contains", "greater_than"],
    [10, "not_equals", "not_contains", "less_than"],
    ["7", "not_equals", "not_contains"],
    [[1, 7], "not_equals", "not_contains", "in"],
  ],
  due_date: [
    ["2026-03-01T10:00:00.000Z", "equals", "contains"],
    ["2026-02-28T23:59:59.999Z", "not_equals", "not_contains", "greater_than"],
    ["2026-03-01T10:00:00.001Z", "not_equals", "not_contains", "less_than"],
  ],
  tags: [
    [["hardware", "vip"], "equals", "not_contains", "in"],
    [["vip"], "not_equals", "not_contains", "in"],
    [["other"], "not_equals", "not_contains", "not_in"],
    ["vip", "not_equals", "contains"],
    ["other", "not_equals", "not_contains"],
    [null, "not_equals", "not_contains"],
  ],
  description: [
    [null, "equals", "not_contains"],
    ["", "not_equals", "not_contains"],
    [["x", null], "not_equals", "not_contains", "in"],
    [["x"], "not_equals", "not_contains", "not_in"],
    [5, "not_equals", "not_contains"],
  ],
  previous_status_id: [
    [null, "equals", "not_contains"],
    ["x", "not_equals", "not_contains"],
    [["x"], "not_equals", "not_contains", "not_in"],
  ],
  changes: [
    ["priority_id", "not_equals", "contains"],
    ["status_id", "not_equals", "not_contains"],
    [["tags", "priority_id"], "equals", "not_contains", "in"],
    [["status_id"], "not_equals", "not_contains", "not_in"],
  ],
  "comment.is_internal": [
    [true, "equals", "not_contains"],
    [false, "not_equals", "not_contains"],
  ],
  "attributes.seats": [
    [12, "equals", "not_contains"],
    [11, "not_equals", "not_contains", "greater_than"],
    ["11", "not_equals", "not_contains"],
  ],
  "attributes.dotted.name": [[1, "equals", "not_contains"]],
  "attributes.empty": [[null, "equals", "not_contains"]],
  "attributes.flags": [["a", "not_equals", "contains"]],
  "attributes.nested": [["a", "not_equals", "not_contains"]],
  "attributes.absent": [
    [null, "equals", "not_contains"],
    [0, "not_equals", "not_contains"],
  ],
};

/** `in` and its negation ask for a list; against anything else neither a match nor a fault, so only `not_in` holds. */
function expectedOf(row: Row): readonly string[] {
  const [value, ...holds] = row;
  return Array.isArray(value) ? holds : [...holds, "not_in"];
}

describe("a condition of an event filter", () => {
  for (const [field, rows] of Object.entries(TABLE)) {
    for (const row of rows) {
      it(`${field} against ${JSON.stringify(row[0])} fulfils ${row.slice(1).join(", ")} and nothing else`, async () => {
        const fulfilled: string[] = [];
        for (const operator of FILTER_OPERATORS)
          if (await matches({ conditions: [{ field, operator, value: row[0] }] }, data)) fulfilled.push(operator);
        expect(fulfilled.sort()).toEqual([...expectedOf(row)].sort());
      });
    }
  }
});

describe("an event filter", () => {
  it("asks for nothing when it is empty or its parts are", async () => {
    for (const filter of [{}, { entity_ids: [], tags: [], conditions: [] }])
      expect(await matches(filter, data)).toBe(true);
  });

  it("takes the tickets it names and no other", async () => {
    expect(await matches({ entity_ids: ["x", data.ticket_id] }, data)).toBe(true);
    expect(await matches({ entity_ids: ["x"] }, data)).toBe(false);
    expect(await matches({ entity_ids: ["x"] }, {})).toBe(false);
  });

  it("takes tickets with any of its tags", async () => {
    expect(await matches({ tags: ["other", "vip"] }, data)).toBe(true);
    expect(await matches({ tags: ["other"] }, data)).toBe(false);
    expect(await matches({ tags: ["other"] }, { tags: [] })).toBe(false);
    expect(await matches({ tags: ["other"] }, {})).toBe(false);
  });

  it("needs all of its parts and all of its conditions", async () => {
    const conditions = [
      { field: "version", operator: "greater_than", value: 1 },
      { field: "title", operator: "contains", value: "fire" },
    ];
    expect(await matches({ tags: ["vip"], conditions }, data)).toBe(true);
    expect(await matches({ tags: ["none"], conditions }, data)).toBe(false);
    expect(
      await matches(
        { tags: ["vip"], conditions: [...conditions, { field: "version", operator: "equals", value: 1 }] },
        data,
      ),
    ).toBe(false);
  });

  it("never fails, whatever is stored: one bad filter must not stop the fan-out of everybody", async () => {
    const hostile = [
      null,
      [],
      "x",
      1,
      { conditions: {} },
      { conditions: [1, null, {}] },
      { tags: "x" },
      { entity_ids: 1 },
    ];
    const odd = [
      { field: "version", operator: "sounds_like", value: 1 },
      { field: null, operator: null },
      { field: "." },
    ];
    for (const filter of [...hostile, ...odd.map((condition) => ({ conditions: [condition] }))])
      for (const content of [data, {}, [], null, "x", 5])
        expect(typeof (await matches(filter, content))).toBe("boolean");
  });
});
