// The secret that forwarded deliveries are signed with: made once, kept in a private file, the same over restarts, so that a
// receiver is configured once. `TICKETWIRE_LISTEN_SECRET` takes its place. In: the session. Out: the secret.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readPrivateFile, writePrivateFile } from "../profile/private-file.ts";
import type { Session } from "../session.ts";

export function listenSecret(session: Session): string {
  const given = session.env["TICKETWIRE_LISTEN_SECRET"]?.trim();
  if (given) return given;
  const path = join(session.folder, "listen-secret");
  const kept = readPrivateFile(path)?.trim();
  if (kept) return kept;
  const made = randomBytes(32).toString("base64url");
  writePrivateFile(path, `${made}\n`);
  return made;
}
