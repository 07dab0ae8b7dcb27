// The page of the documentation is the table of settings, not a copy of it that ages.
import { expect, it } from "vitest";
import { renderReference } from "./reference.ts";

it("docs/reference/configuration.md is what the table of settings makes (write it with: npx vitest run apps/server/config -u)", async () => {
  await expect(renderReference()).toMatchFileSnapshot("../../../docs/reference/configuration.md");
});
