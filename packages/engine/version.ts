// The version that goes out in the User-Agent of deliveries, when a program embeds the engine. The manifest lies beside the
// sources, and above them once they are built.
import { existsSync, readFileSync } from "node:fs";

const beside = new URL("./package.json", import.meta.url);
const manifest = existsSync(beside) ? beside : new URL("../package.json", import.meta.url);

export const VERSION: string = (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
