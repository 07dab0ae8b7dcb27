// The receiver kit's core: verify a delivery, read its event. Adapters, stores and the catch-up have entries of their own.
export { ReceiverError, RetryLater } from "./errors.ts";
export { verify } from "./verify/verify.ts";
