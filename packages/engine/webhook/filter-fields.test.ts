import { readFile } from "node:fs/promises";
import { FILTER_OPERATORS } from "@ticketwire/contract";
import { expect, it } from "vitest";
import { FILTER_FIELDS } from "./filter-fields.ts";

it("every field and operator of a filter is on its page of the reference", async () => {
  const page = await readFile(new URL("../../../docs/reference/event-filters.md", import.meta.url), "utf8");
  for (const word of [...FILTER_FIELDS, ...FILTER_OPERATORS]) expect(page).toContain(`\`${word}\``);
});
