// Branded identifiers. Our functions take three UUIDs at once; a swap would deliver to a stranger.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type TenantId = Branded<"TenantId">;
export type TicketId = Branded<"TicketId">;
export type EventId = Branded<"EventId">;
export type WebhookId = Branded<"WebhookId">;
export type DeliveryId = Branded<"DeliveryId">;
export type UserId = Branded<"UserId">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for any RFC 9562 text form of a UUID, upper or lower case. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}
