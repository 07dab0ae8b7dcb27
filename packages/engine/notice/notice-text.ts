// Pure: what an owner is told of a webhook that fails, in words for a person. In: the facts. Out: subject and body of a mail.
import type { WebhookId } from "@ticketwire/contract";

export const NOTICE_KINDS = ["webhook_failing", "webhook_disabled", "webhook_gone"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly webhookId: WebhookId;
  readonly name: string;
  readonly url: string;
  /** One sentence: how the last attempt failed. */
  readonly lastError: string;
  /** Since when there are only failures; null when it is not known. */
  readonly failingSince: Date | null;
  readonly failedAttempts: number;
  /** When it is disabled if nothing succeeds; for the warning. */
  readonly disablesAt: Date | null;
  /** Deliveries that wait or are held. */
  readonly waiting: number;
  /** Counted up to this many only. */
  readonly waitingAtMost: number;
  /** Address of the installation, without a slash at its end. */
  readonly baseUrl: string;
  /** First name of the owner; null when the owner is not known. */
  readonly greeting: string | null;
}

export interface NoticeText {
  readonly subject: string;
  readonly body: string;
}

/** `1 May 2026, 12:00 UTC`: the same for every reader. */
function writeTime(moment: Date): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return `${day.format(moment)}, ${moment.toISOString().slice(11, 16)} UTC`;
}

function writeCount(facts: NoticeFacts): string {
  if (facts.waiting >= facts.waitingAtMost) return `More than ${facts.waitingAtMost} deliveries`;
  return facts.waiting === 1 ? "One delivery" : `${facts.waiting === 0 ? "No" : facts.waiting} deliveries`;
}

function writeFailing(facts: NoticeFacts): string {
  const attempts = `${facts.failedAttempts} ${facts.failedAttempts === 1 ? "attempt has" : "attempts have"} failed`;
  const since = facts.failingSince === null ? "" : ` since ${writeTime(facts.failingSince)}`;
  return `${attempts}${since}, and none has succeeded in between.`;
}

const HEADINGS: Readonly<Record<NoticeKind, (facts: NoticeFacts) => string>> = {
  webhook_failing: ({ name }) => `Webhook "${name}" is failing`,
  webhook_disabled: ({ name }) => `Webhook "${name}" was disabled: its receiver has only failed`,
  webhook_gone: ({ name }) => `Webhook "${name}" was disabled: its receiver says it is gone`,
};

function writeSituation(facts: NoticeFacts): string {
  switch (facts.kind) {
    case "webhook_failing": {
      const limit =
        facts.disablesAt === null ? "" : ` If nothing succeeds, it will be disabled on ${writeTime(facts.disablesAt)}.`;
      return `Deliveries to your webhook do not arrive. ${writeFailing(facts)}${limit}`;
    }
    case "webhook_disabled":
      return `Your webhook was disabled, because nothing it was sent has arrived. ${writeFailing(facts)}`;
    case "webhook_gone":
      return "Your webhook was disabled, because its receiver answered 410 Gone: it does not want to be called any more.";
    default:
      return facts.kind satisfies never;
  }
}

function writeWaiting(facts: NoticeFacts): string {
  const isOne = facts.waiting === 1;
  if (facts.kind === "webhook_failing")
    return `${writeCount(facts)} ${isOne ? "waits" : "wait"} to be sent. You need not do anything about that: it happens by itself.`;
  const held = facts.waiting === 0 ? "" : `${writeCount(facts)} ${isOne ? "is" : "are"} held. `;
  return `${held}What comes from now on is held, too, and nothing of it is lost.`;
}

function writeSteps(facts: NoticeFacts): string {
  const page = `${facts.baseUrl}/msp/settings/webhooks/${facts.webhookId}`;
  const api = `${facts.baseUrl}/api/v1/webhooks/${facts.webhookId}`;
  if (facts.kind === "webhook_failing")
    return `What to do: look at the last deliveries, put the receiver right, and send a test.\n\n  ${page}`;
  const since = JSON.stringify({ since: facts.failingSince?.toISOString() ?? "<when it began>", only: "failed" });
  return [
    "What to do: put the receiver right (or change the webhook's url), then enable the webhook. What is held is sent then.",
    `  Enable it:        ${page}\n  the same by API:  PUT ${api} {"is_active": true}`,
    "What was given up before that is sent again by a recover job.",
    `  Recover:          ${page}?tab=recover\n  the same by API:  POST ${api}/recover ${since}`,
  ].join("\n\n");
}

/** Writes the mail. Names and errors come from outside: line breaks in them become spaces. */
export function writeNotice(given: NoticeFacts): NoticeText {
  const flat = (text: string): string => text.replaceAll(/[\r\n\t]+/g, " ").slice(0, 500);
  const facts = {
    ...given,
    name: flat(given.name),
    lastError: flat(given.lastError),
    greeting: given.greeting && flat(given.greeting),
  };
  const body = [
    facts.greeting === null ? "Hello," : `Hello ${facts.greeting},`,
    writeSituation(facts),
    `  Webhook:     ${facts.name}\n  Address:     ${facts.url}\n  Last error:  ${facts.lastError || "not known"}`,
    writeWaiting(facts),
    writeSteps(facts),
    `You get this mail because you created the webhook.\nTicketwire at ${facts.baseUrl}`,
  ].join("\n\n");
  return { subject: HEADINGS[facts.kind](facts), body };
}
