// Re-keying, the operator's side: a box that knows the old master key too, and everything sealed anew with the new one.
// In: configuration and database. Out: how many webhooks were sealed again, and which do not open with either key.
import type { Database } from "@ticketwire/engine/db/database";
import { type RekeyResult, rekeySecrets } from "@ticketwire/engine/webhook/rekey";
import { openSecretBox, type SecretBox } from "@ticketwire/engine/webhook/secret-box";
import type { ServerConfig } from "../config/server-config.ts";
import type { Logger } from "../log.ts";

/** The master key seals and opens; the one of before, when it is given, only opens. */
export function openBox(config: Pick<ServerConfig, "previousMasterKey">, masterKey: Uint8Array): SecretBox {
  return openSecretBox(masterKey, config.previousMasterKey === null ? [] : [config.previousMasterKey]);
}

/** What a person is told of it, and whether anything is left to do. */
export function describeReseal({ resealed, unreadable }: RekeyResult): {
  readonly line: string;
  readonly isDone: boolean;
} {
  const done = `${resealed} webhook${resealed === 1 ? "" : "s"} sealed again with the current master key`;
  if (unreadable.length === 0)
    return {
      line: `${done}; none is left with another. The old key is still needed for a day, see the guide`,
      isDone: true,
    };
  const left = `${unreadable.length} open with neither key and were left as they are: ${unreadable.join(", ")}`;
  return {
    line: `${done}; ${left}. Rotate their secrets, or run this with the key they were stored with`,
    isDone: false,
  };
}

/**
 * With the embedded database there is one process, and it has both keys: it seals everything anew before it serves. With a
 * database of its own other processes may still have the old key alone; there the operator says when (`ticketwire rekey`).
 */
export async function resealAtStart(parts: {
  readonly config: Pick<ServerConfig, "databaseUrl" | "previousMasterKey">;
  readonly db: Database;
  readonly box: SecretBox;
  readonly log: Logger;
}): Promise<void> {
  const { config, db, box, log } = parts;
  if (config.databaseUrl !== null || config.previousMasterKey === null) return;
  const { line, isDone } = describeReseal(await rekeySecrets(db, box));
  if (isDone) log.info(line);
  else log.error(line);
}
