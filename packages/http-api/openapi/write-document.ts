// Writes the description that is committed and that the typed client is generated from. Run by `npm run generate`.
import { writeFile } from "node:fs/promises";
import { COMMITTED_FILE, committedText } from "./committed-document.ts";

await writeFile(COMMITTED_FILE, committedText());
