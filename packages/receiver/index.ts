// The receiver kit's core: verify a delivery, handle its event once, answer. Adapters for frameworks, stores, the
// in-memory queue and the catch-up have entries of their own, so that nobody carries what they do not use.
export { ReceiverError, type ReceiverErrorCode, RetryLater } from "./errors.ts";
export type * from "./events.ts";
export { isNewer, type TicketMoment } from "./order/newer.ts";
export type { ApplyOptions } from "./order/apply-if-newer.ts";
export type { Gap, Progress, StartAt } from "./order/progress.ts";
export type { EventQueue, Job } from "./queues/queue.ts";
export type { Handler, HandlerContext, Handlers } from "./receive/handlers.ts";
export type { ErrorContext, ReceiverOptions, SecretsSource } from "./receive/options.ts";
export type { Answer, Handling } from "./receive/handling.ts";
export { createReceiver, type DeliveryRequest, type Receiver } from "./receive/receiver.ts";
export type { Claim, Clock, Completion, Lease, ReceiverStore, Swap } from "./stores/store.ts";
export type { Delivery } from "./verify/delivery.ts";
export type { Refusal, RefusalCode } from "./verify/refusal.ts";
export { type Now, type Verification, type Verified, type VerifyOptions, verify } from "./verify/verify.ts";
export type { HeadersInput } from "./lib/delivery-headers.ts";
export type { RawBody } from "./lib/body-bytes.ts";
