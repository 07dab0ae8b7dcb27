// The door to the scan: the parser is loaded only when somebody scans.
import type { Scan } from "./scan.ts";

/**
 * Finds the polling loops of a folder's TypeScript and JavaScript, the fields read afterwards, and where a webhook has each.
 *
 * @throws CutoverError `bad_option` when there is no such folder.
 */
export async function scanFolder(folder: string): Promise<Scan> {
  const { scan } = await import("./scan.ts");
  return scan(folder);
}
