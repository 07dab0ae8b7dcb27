// What an app is built from: what the routes work with, and how it is run.
import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import type { AppContext, WebhookParts } from "./context.ts";
import type { DashboardBuild } from "./dashboard/build.ts";
import type { EdgeLimits } from "./edge/server-options.ts";
import type { ReadinessCheck } from "./pages/health.ts";
import type { Resource } from "./route/route.ts";

export interface AppOptions extends Omit<AppContext, "forgetKeys" | "tickets" | "webhooks" | "feed"> {
  /** Where webhooks may point to, and how a test reaches them. */
  readonly webhooks: Pick<WebhookParts, "policy" | "lookup" | "sender" | "defaultRetrySchedule" | "autoDisableAfterMs">;
  /** Called after each commit that wrote events of tickets; wakes fan-out. Default: nobody is woken. */
  readonly onTicketsCommitted?: () => void;
  /** Of the program, for the description. */
  readonly version: string;
  /** Origins whose pages may call the API from a browser; default: none. */
  readonly corsOrigins?: readonly string[];
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed; default: none. */
  readonly trustedProxies?: readonly string[];
  /** Narrower limits than EDGE_LIMITS; for tests. */
  readonly edge?: Partial<EdgeLimits>;
  /** A pino logger; default: none. */
  readonly log?: FastifyBaseLogger;
  /** Where the figures of calls are kept and `/metrics` reads; default: one of its own. */
  readonly registry?: Registry;
  /** What `/health/ready` looks at besides the database. */
  readonly checks?: Readonly<Record<string, ReadinessCheck>>;
  /** Default: all of them. Tests give their own. */
  readonly resources?: readonly Resource[];
  /** The dashboard's built page; default: no dashboard. */
  readonly dashboard?: DashboardBuild;
}
