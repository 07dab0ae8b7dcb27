// Which webhook is meant: its id, its name, or the beginning of its id. In: what was typed. Out: the webhook, or what there is.
import { isUuid } from "@ticketwire/contract";
import type { Api } from "../api/api.ts";
import type { Webhook } from "../api/records.ts";
import { collectRows } from "../api/walk.ts";
import { Failure } from "../failure.ts";
import { oneLine } from "../terminal/printable.ts";

/** More than a tenant has by default. */
const MOST = 1_000;
const SHORTEST_PREFIX = 6;

export function listWebhooks(api: Api): Promise<readonly Webhook[]> {
  return collectRows<Webhook>(api, "/api/v1/webhooks", { most: MOST });
}

export async function findWebhook(api: Api, wanted: string): Promise<Webhook> {
  const isId: boolean = isUuid(wanted);
  if (isId) return api.get<Webhook>(`/api/v1/webhooks/${wanted}`);
  const all = await listWebhooks(api);
  const found = pickWebhook(all, wanted);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Failure(found.length === 0 ? describeNone(all, wanted) : describeSeveral(found, wanted), {
    code: found.length === 0 ? "NOT_FOUND" : "AMBIGUOUS",
  });
}

/** All that are meant by a word: the exact name before any case, any case before the beginning of an id. Pure. */
export function pickWebhook(all: readonly Webhook[], wanted: string): readonly Webhook[] {
  const lower = wanted.toLowerCase();
  const exact = all.filter((each) => each.name === wanted);
  if (exact.length > 0) return exact;
  const anyCase = all.filter((each) => each.name.toLowerCase() === lower);
  if (anyCase.length > 0 || wanted.length < SHORTEST_PREFIX) return anyCase;
  return all.filter((each) => each.webhook_id.startsWith(lower));
}

/** The one that is meant, or the only one there is when none was named. */
export async function findWebhookOrOnly(api: Api, wanted: string | undefined): Promise<Webhook> {
  if (wanted !== undefined) return findWebhook(api, wanted);
  const all = await listWebhooks(api);
  if (all.length === 1 && all[0] !== undefined) return all[0];
  const names = all.map(({ name }) => oneLine(name, 40)).join(", ");
  throw new Failure(
    all.length === 0 ? NO_WEBHOOK : `there are ${all.length} webhooks, so name one with --webhook: ${names}`,
    {
      exitCode: all.length === 0 ? 1 : 2,
      code: all.length === 0 ? "NOT_FOUND" : "AMBIGUOUS",
    },
  );
}

const NO_WEBHOOK = "there is no webhook yet: `ticketwire webhooks create --help` says how to make one";

function describeNone(all: readonly Webhook[], wanted: string): string {
  if (all.length === 0) return NO_WEBHOOK;
  const names = all.slice(0, 10).map(({ name }) => `"${oneLine(name, 40)}"`);
  const more = all.length > names.length ? `, and ${all.length - names.length} more` : "";
  return `no webhook has the name or id "${wanted}": there are ${names.join(", ")}${more}`;
}

function describeSeveral(found: readonly Webhook[], wanted: string): string {
  const ids = found.map(({ webhook_id: id }) => id).join(", ");
  return `${found.length} webhooks are called "${wanted}": name one by its id: ${ids}`;
}

/** How a webhook stands, in a word. */
export function standingOf(webhook: Webhook): "active" | "disabled" | "paused" {
  if (webhook.is_active) return "active";
  return webhook.auto_disabled_at === null ? "paused" : "disabled";
}
