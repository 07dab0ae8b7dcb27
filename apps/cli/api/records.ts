// The records of the API, from its own description: what the server says and what commands read can not drift apart.
// `FeedEntry` has the contract's envelope, which tells the event types apart.
import type { components } from "@ticketwire/client";
import type { DeliveryStatus, Envelope } from "@ticketwire/contract";

type Schemas = components["schemas"];

export type ApiKey = Schemas["ApiKey"];
export type Attempt = Schemas["Attempt"];
export type BinRequest = Schemas["BinRequest"];
export type Board = Schemas["Board"];
export type Client = Schemas["Client"];
export type Comment = Schemas["Comment"];
export type CreatedApiKey = Schemas["CreatedApiKey"];
export type CreatedTenant = Schemas["CreatedTenant"];
export type CreatedWebhook = Schemas["CreatedWebhook"];
export type Delivery = Schemas["Delivery"];
export type DeliveryWithAttempts = Schemas["DeliveryWithAttempts"];
export type Me = Schemas["Me"];
export type Priority = Schemas["Priority"];
export type RecoverJob = Schemas["RecoverJob"];
export type RequestBin = Schemas["RequestBin"];
export type RotatedSecret = Schemas["RotatedSecret"];
export type Status = Schemas["Status"];
export type Tenant = Schemas["Tenant"];
export type TestResult = Schemas["TestResult"];
export type Ticket = Schemas["Ticket"];
export type TicketEvent = Schemas["TicketEvent"];
export type UrlCheck = Schemas["UrlCheck"];
export type User = Schemas["User"];
export type Webhook = Schemas["Webhook"];
export type WebhookHealth = Schemas["WebhookHealth"];

export interface FeedEntry {
  readonly sequence: number;
  readonly delivery_id: string;
  readonly status: DeliveryStatus;
  readonly event: Envelope;
}
