// Words for how a delivery stands and how an attempt failed (CONTRACT sections 3 and 4).

/** How a delivery stands. `delivered`, `abandoned` and `held` are ends; the other two still move by themselves. */
export const DELIVERY_STATUSES = ["pending", "delivered", "retrying", "abandoned", "held"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why an attempt did not succeed. `status` is an answer that is neither 2xx nor 3xx; `closed` a connection that ended early. */
export const ERROR_CLASSES = [
  "dns",
  "connect",
  "tls",
  "timeout",
  "refused_target",
  "redirect",
  "status",
  "closed",
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

export const ORDERINGS = ["none", "ticket"] as const;
export type Ordering = (typeof ORDERINGS)[number];

export const FILTER_OPERATORS = [
  "equals",
  "not_equals",
  "contains",
  "not_contains",
  "greater_than",
  "less_than",
  "in",
  "not_in",
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

export const RECOVER_KINDS = ["failed", "missing", "all"] as const;
export type RecoverKind = (typeof RECOVER_KINDS)[number];

export const API_SCOPES = ["tickets:read", "tickets:write", "webhooks:read", "webhooks:write", "admin"] as const;
export type ApiScope = (typeof API_SCOPES)[number];
