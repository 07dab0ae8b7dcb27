// How a webhook fares: its state, its last error and what to do about it; a failing signature explained. In: a webhook.
// Out: findings.
import type { Api } from "../api/api.ts";
import type { Webhook, WebhookHealth } from "../api/records.ts";
import { oneLine } from "../terminal/printable.ts";
import { fromNow } from "../terminal/show-time.ts";
import { standingOf } from "../webhooks/find-webhook.ts";
import { checkTarget } from "./check-target.ts";
import { failed, type Finding, ok, warning } from "./finding.ts";

/** What an answer of 401 or 403 means, nearly always. */
export const SIGNATURE_ADVICE: readonly string[] = [
  "A receiver that answers 401 or 403 refuses the signature. In the order of likelihood:",
  "1. It has another secret: of another webhook, or from before a rotation. `webhooks rotate` gives a new one; both sign for a while.",
  "2. It checks a body that was parsed and written anew. Take the raw bytes, before any JSON parser.",
  "3. The secret has a line break or quotes around it, or was decoded from base64. The text itself is the key.",
  "4. A clock is off by more than five minutes: the receiver's, or the server's.",
  "5. Something before the receiver asks for a login of its own: then no signature helps, open the path.",
  "`ticketwire verify` takes the header, the body and the secret, and says which one it is.",
];

export async function checkWebhook(api: Api, webhook: Webhook): Promise<readonly Finding[]> {
  const health = await api.get<WebhookHealth>(`/api/v1/webhooks/${webhook.webhook_id}/health`);
  const target = await checkTarget(api, { url: webhook.url, verifySsl: webhook.verify_ssl });
  return [checkStanding(webhook, health), ...checkAnswers(health), ...target];
}

function checkStanding(webhook: Webhook, { waiting }: WebhookHealth): Finding {
  const name = oneLine(webhook.name, 40);
  const standing = standingOf(webhook);
  const advice = `\`ticketwire webhooks resume\` sends again; ${waiting.held} deliveries are held`;
  if (standing === "disabled")
    return failed(
      "webhook",
      `${name} was disabled ${fromNow(webhook.auto_disabled_at)} after nothing but failures`,
      advice,
    );
  if (standing === "paused") return warning("webhook", `${name} is paused`, advice);
  return ok(
    "webhook",
    `${name} is active; ${waiting.first_attempt} wait for a first attempt, ${waiting.retry} for another`,
  );
}

function checkAnswers({
  last_error: error,
  consecutive_failures: failures,
  failing_since: since,
}: WebhookHealth): readonly Finding[] {
  if (error === null || failures === 0)
    return [ok("answers", "the last attempt was answered with 2xx, or there was none")];
  const status = error.response_status_code;
  const said = oneLine(error.error_message ?? `answered ${status}`, 160);
  const finding = failed(
    "answers",
    `${failures === 1 ? "1 failure" : `${failures} failures in a row`} since ${fromNow(since)}: ${said}`,
    error.advice,
  );
  if (status !== 401 && status !== 403) return [finding];
  return [
    finding,
    { check: "signature", state: "failed", message: `it answers ${status}`, advice: SIGNATURE_ADVICE.join("\n") },
  ];
}
