// The types as somebody sees them who installed the package: compiled by the test with declarations checked, never run.
// In: nothing. Out: nothing.
import {
  type EmbeddedEngine,
  type EngineObserver,
  type NewEvent,
  openEngine,
  publish,
  type PublishClient,
  type WebhookRecord,
  WebhookRefusedError,
} from "@ticketwire/engine";

const observer: Partial<EngineObserver> = { onAttempt: ({ delivery, status }) => void [delivery.eventId, status] };

export async function useEngine(client: PublishClient, tenantId: string): Promise<WebhookRecord | null> {
  const engine: EmbeddedEngine = await openEngine({ databaseUrl: "", masterKey: new Uint8Array(32), observer });
  const events: NewEvent[] = [{ type: "order.paid", data: { cents: 1 } }];
  const [first] = await publish(client, events, { tenantId });
  try {
    const { webhook } = await engine.webhooks.create(tenantId, { name: "x", url: "x", event_types: ["order.paid"] });
    return await engine.webhooks.update({ tenantId, webhookId: webhook.webhook_id }, { name: String(first?.eventId) });
  } catch (error) {
    if (error instanceof WebhookRefusedError) return error.details.length > 0 ? null : null;
    throw error;
  }
}
