// How the whole tenant is doing, in one answer; and who is asking.
import { readApiKey } from "@ticketwire/engine/access/api-keys";
import { readBacklog, readWaitingEvents } from "@ticketwire/engine/overview/backlog";
import { readLatencyCounts, readMinuteEvents, readMinuteFigures } from "@ticketwire/engine/overview/figures";
import { listProcesses } from "@ticketwire/engine/overview/processes";
import { readUserName } from "@ticketwire/engine/overview/read-user";
import { readTenant } from "@ticketwire/engine/tenant/tenants";
import { notFound } from "../fault/api-error.ts";
import { ok } from "../route/answer.ts";
import { one, type Resource, route } from "../route/route.ts";
import { record, Type } from "../route/schema.ts";
import { Me, Overview } from "./overview-schema.ts";
import { presentOverview } from "./present-overview.ts";

const MINUTE_MS = 60_000;
const DEFAULT_MINUTES = 60;

const readOverview = route({
  method: "GET",
  path: "/overview",
  operationId: "readOverview",
  summary: "Read the overview",
  description:
    "Events and outcomes by minute, latency, and for each webhook how it fares and what waits. With an installation admin's " +
    "key also the processes of the installation, and which of them leads.",
  scope: "webhooks:read",
  query: record({
    minutes: Type.Optional(
      Type.Integer({ minimum: 5, maximum: 180, default: DEFAULT_MINUTES, description: "How far back." }),
    ),
  }),
  success: one("The overview.", Overview),
  async handle(call) {
    const { tenantId, isInstallationAdmin } = call.principal;
    const minutes = call.query.minutes ?? DEFAULT_MINUTES;
    const thisMinute = Math.floor(call.now.getTime() / MINUTE_MS) * MINUTE_MS;
    const since = new Date(thisMinute - (minutes - 1) * MINUTE_MS);
    const window = { tenantId, since };
    const [figures, events, latency, backlog, waiting, processes] = await Promise.all([
      readMinuteFigures(call.tenant, window),
      readMinuteEvents(call.tenant, window),
      readLatencyCounts(call.tenant, window),
      readBacklog(call.tenant, tenantId),
      readWaitingEvents(call.tenant, tenantId),
      isInstallationAdmin ? listProcesses(call.context.database.engine, call.now) : null,
    ]);
    return ok(presentOverview({ since, minutes, figures, events, latency, backlog, waiting, processes }));
  },
});

const readMe = route({
  method: "GET",
  path: "/me",
  operationId: "readMe",
  summary: "Read who is calling",
  description: "The tenant, user and key behind the call, and what the key may do.",
  scope: null,
  success: one("Who is calling.", Me),
  async handle(call) {
    const { tenantId, userId, apiKeyId, scopes, isInstallationAdmin } = call.principal;
    const [tenant, user, key] = await Promise.all([
      readTenant(call.tenant, tenantId),
      readUserName(call.tenant, { tenantId, userId }),
      readApiKey(call.tenant, tenantId, apiKeyId),
    ]);
    if (tenant === undefined || user === undefined || key === undefined) throw notFound("API key", apiKeyId);
    return ok({
      tenant: { tenant_id: tenantId, name: tenant.name },
      user,
      api_key: { api_key_id: apiKeyId, name: key.name, key_hint: key.key_hint },
      scopes,
      is_installation_admin: isInstallationAdmin,
    });
  },
});

export const overviewResource: Resource = {
  name: "Overview",
  description: "How the tenant is doing, and who is calling.",
  routes: [readOverview, readMe],
};
