// Whether a webhook may point to a URL, asked before it is saved: the same judgement as when saving and at every attempt.
import { checkUrl } from "@ticketwire/engine/webhook/check-url";
import { ok } from "../route/answer.ts";
import { one, type Resource, route } from "../route/route.ts";
import { named, nullable, record, text, Type } from "../route/schema.ts";

const UrlCheck = named(
  "UrlCheck",
  record({
    is_allowed: Type.Boolean(),
    code: nullable(Type.String({ description: "A stable word for the reason or the warning." })),
    message: nullable(Type.String({ description: "Why it is refused, or what to expect." })),
  }),
);

const checkRoute = route({
  method: "POST",
  path: "/webhooks/check-url",
  operationId: "checkWebhookUrl",
  summary: "Check a URL for a webhook",
  description: "Looks at scheme, port and every address of the name, sends nothing, and stores nothing.",
  scope: "webhooks:read",
  body: record({ url: text(1, 2048) }),
  examples: { inside: { url: "https://10.0.0.7/hook" } },
  success: one("Whether a webhook may point there.", UrlCheck),
  async handle(call) {
    const checked = await checkUrl(call.context.webhooks, call.body.url);
    const finding = checked.kind === "refused" ? checked.detail : checked.warning;
    return ok({ is_allowed: checked.kind === "ok", code: finding?.code ?? null, message: finding?.message ?? null });
  },
});

export const urlCheckResource: Resource = {
  name: "URL checks",
  description: "Where a webhook may point.",
  routes: [checkRoute],
};
