// The types of the client, from the committed description. In: nothing. Out: schema.generated.ts, or its text to compare with.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const SOURCE = new URL("../http-api/openapi/openapi.generated.json", import.meta.url);
const TARGET = new URL("./schema.generated.ts", import.meta.url);

const HEAD =
  "// Generated from packages/http-api/openapi/openapi.generated.json by `npm run generate -w packages/http-api`.\n\n";

/** What schema.generated.ts must hold. */
export async function generateSchemaText(): Promise<string> {
  const source = await readFile(SOURCE, "utf8");
  return HEAD + astToString(await openapiTS(source, { immutable: true, alphabetize: true }));
}

/** What it holds. */
export async function readSchemaText(): Promise<string> {
  return readFile(TARGET, "utf8");
}

/** Writes it. */
export async function writeSchema(): Promise<void> {
  await writeFile(TARGET, await generateSchemaText());
}
