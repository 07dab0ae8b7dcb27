// The description as it lies in the repository, for readers, for the client and for comparison.
import packageJson from "../package.json" with { type: "json" };
import { RESOURCES } from "../resources.ts";
import { buildOpenApi, type OpenApiDocument } from "./document.ts";

/** Where it lies. */
export const COMMITTED_FILE = new URL("./openapi.generated.json", import.meta.url);

/** The address in it: the one a fresh `npm start` listens on. */
const EXAMPLE_URL = "http://127.0.0.1:4400";

/** All of the API. */
export function buildCommittedDocument(): OpenApiDocument {
  return buildOpenApi({ resources: RESOURCES, version: packageJson.version, baseUrl: EXAMPLE_URL });
}

/** The file's text. */
export function committedText(): string {
  return `${JSON.stringify(buildCommittedDocument(), null, 2)}\n`;
}
