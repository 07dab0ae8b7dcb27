// Where a listener stands: which webhook it follows and how far it came, kept in a private file after each event, so that a
// crash, a reboot or a night's sleep loses nothing. A throw-away webhook is deleted at the end; one whose listener died is
// taken over by the next. In: a wish. Out: a place to go on from.
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, renameSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import { Refusal } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import type { Delivery, Webhook } from "../api/records.ts";
import { wrongUse } from "../failure.ts";
import { makePrivateFolder, readPrivateFile, writePrivateFile } from "../profile/private-file.ts";
import type { Session } from "../session.ts";
import { findWebhook, listWebhooks, pickWebhook } from "../webhooks/find-webhook.ts";

/** Never called: the webhook stays inactive, and no name ends in `.invalid`. */
const NOWHERE = "https://listener.invalid/";

export interface PlaceWish {
  readonly events: readonly EventType[];
  /** A webhook's name or id; made when no webhook has that name. None: a throw-away one. */
  readonly webhook?: string;
  /** Start behind this sequence instead of where the last run ended. */
  readonly after?: number;
}

interface Kept {
  readonly webhook_id: string;
  readonly position: number;
  readonly pid: number;
}

/** A place in a webhook's feed. */
export interface Place {
  readonly webhook: Webhook;
  readonly isThrowAway: boolean;
  /** True when an earlier run got this far. */
  readonly isResumed: boolean;
  readonly position: number;
  /** Keeps how far it came. */
  keep(position: number): void;
  /** Deletes a throw-away webhook. */
  close(): Promise<void>;
}

export async function openPlace(session: Session, api: Api, wish: PlaceWish): Promise<Place> {
  const folder = join(session.folder, "listen");
  makePrivateFolder(folder);
  const mark = markOf([api.url, session.connection.apiKey ?? ""]);
  return wish.webhook === undefined
    ? openThrowAway(api, wish, join(folder, mark))
    : openNamed(api, wish, { folder, mark });
}

function markOf(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}

async function openNamed(
  api: Api,
  wish: PlaceWish,
  at: { readonly folder: string; readonly mark: string },
): Promise<Place> {
  const webhook = await findOrCreate(api, wish, wish.webhook ?? "");
  const path = join(at.folder, `${markOf([at.mark, webhook.webhook_id])}.named.json`);
  const kept = readKept(path);
  const position = wish.after ?? kept?.position ?? (await lastSequence(api, webhook));
  return placeOf({
    webhook,
    path,
    position,
    isResumed: kept !== null && wish.after === undefined,
    close: async () => {},
  });
}

async function findOrCreate(api: Api, wish: PlaceWish, wanted: string): Promise<Webhook> {
  const all = await listWebhooks(api);
  const found = pickWebhook(all, wanted);
  if (found.length > 0 || /^[0-9a-f-]{36}$/i.test(wanted)) return findWebhook(api, wanted);
  if (wanted.trim() === "") throw wrongUse("--webhook needs a name or an id");
  return createInactive(api, wanted, wish.events);
}

function createInactive(api: Api, name: string, events: readonly EventType[]): Promise<Webhook> {
  return api.post<Webhook>("/api/v1/webhooks", {
    name,
    description: "Made by `ticketwire listen`: inactive on purpose, it is read through its feed and never called.",
    url: NOWHERE,
    event_types: events,
    is_active: false,
  });
}

/** The end of a feed: the newest delivery that has a sequence. */
async function lastSequence(api: Api, webhook: Webhook): Promise<number> {
  const query = { limit: 1, is_test: false };
  const [newest] = await api.get<readonly Delivery[]>(`/api/v1/webhooks/${webhook.webhook_id}/deliveries`, query);
  return newest?.sequence ?? 0;
}

async function openThrowAway(api: Api, wish: PlaceWish, prefix: string): Promise<Place> {
  if (wish.after !== undefined) throw wrongUse("--after needs --webhook: a throw-away webhook has no past");
  const path = `${prefix}.${randomUUID()}.json`;
  const orphan = await takeOverOrphan(api, prefix, { path, events: wish.events });
  const webhook = orphan?.webhook ?? (await createInactive(api, `listen on ${hostname()}`, wish.events));
  const close = async (): Promise<void> => {
    await api.delete(`/api/v1/webhooks/${webhook.webhook_id}`).catch(ignoreGone);
    rmSync(path, { force: true });
  };
  return placeOf({
    webhook,
    path,
    position: orphan?.position ?? 0,
    isResumed: orphan !== null,
    close,
    isThrowAway: true,
  });
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof Refusal && error.status === 404)) throw error;
}

interface Orphan {
  readonly webhook: Webhook;
  readonly position: number;
}

/** The webhook of a listener that died without deleting it. Renaming its file decides between two that want it. */
async function takeOverOrphan(
  api: Api,
  prefix: string,
  mine: { readonly path: string; readonly events: readonly EventType[] },
): Promise<Orphan | null> {
  for (const path of listFiles(prefix)) {
    const kept = readKept(path);
    if (kept === null || isRunning(kept.pid) || !tryRename(path, mine.path)) continue;
    const webhook = await readIfThere(api, kept.webhook_id);
    if (webhook !== null) return { webhook: await setEvents(api, webhook, mine.events), position: kept.position };
    rmSync(mine.path, { force: true });
  }
  return null;
}

function listFiles(prefix: string): readonly string[] {
  const folder = join(prefix, "..");
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => path.startsWith(`${prefix}.`) && path.endsWith(".json"));
}

async function readIfThere(api: Api, webhookId: string): Promise<Webhook | null> {
  try {
    return await api.get<Webhook>(`/api/v1/webhooks/${webhookId}`);
  } catch (error) {
    ignoreGone(error);
    return null;
  }
}

async function setEvents(api: Api, webhook: Webhook, events: readonly EventType[]): Promise<Webhook> {
  const isSame = EVENT_TYPES.every((type) => webhook.event_types.includes(type) === events.includes(type));
  return isSame ? webhook : api.put<Webhook>(`/api/v1/webhooks/${webhook.webhook_id}`, { event_types: events });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function readKept(path: string): Kept | null {
  const text = readPrivateFile(path);
  if (text === null) return null;
  try {
    const { webhook_id, position, pid } = JSON.parse(text) as Partial<Kept>;
    const isWhole = typeof webhook_id === "string" && Number.isSafeInteger(position) && Number.isSafeInteger(pid);
    return isWhole ? ({ webhook_id, position, pid } as Kept) : null;
  } catch {
    return null;
  }
}

interface PlaceParts {
  readonly webhook: Webhook;
  readonly path: string;
  readonly position: number;
  readonly isResumed: boolean;
  readonly isThrowAway?: boolean;
  readonly close: () => Promise<void>;
}

function placeOf({ webhook, path, position, isResumed, isThrowAway = false, close }: PlaceParts): Place {
  const keep = (reached: number): void => {
    const kept: Kept = { webhook_id: webhook.webhook_id, position: reached, pid: process.pid };
    writePrivateFile(path, `${JSON.stringify(kept)}\n`);
  };
  keep(position);
  return { webhook, isThrowAway, isResumed, position, keep, close };
}
