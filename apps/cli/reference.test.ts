// The page of the documentation is the commands themselves, not a copy of them that ages.
import { expect, it } from "vitest";
import { createProgram } from "./program.ts";
import { renderCliReference } from "./reference.ts";
import { Terminal } from "./terminal/terminal.ts";

it("docs/reference/cli.md is what the commands make (write it with: npx vitest run apps/cli/reference -u)", async () => {
  const host = { terminal: new Terminal(process, {}), env: {}, exitCode: 0 };
  const program = await createProgram(host, ["cutover"]);
  await expect(renderCliReference(program)).toMatchFileSnapshot("../../docs/reference/cli.md");
});
