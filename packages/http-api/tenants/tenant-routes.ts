// Tenants: made by an installation admin, each with all that a first ticket needs; a tenant's own admin sees and changes its own.
import { constraintOf } from "@ticketwire/engine/db/errors";
import type { TenantId } from "@ticketwire/contract";
import { createTenant, type CreatedTenant, type NewTenant } from "@ticketwire/engine/tenant/create-tenant";
import {
  findUnknownDefaults,
  listTenants,
  readTenant,
  type TenantRecord,
  updateTenant,
} from "@ticketwire/engine/tenant/tenants";
import { replaceLostKey } from "../api-keys/replace-lost-key.ts";
import { apiError, notFound, validationError } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { created, list, ok } from "../route/answer.ts";
import type { Call } from "../route/call.ts";
import { createdOne, listOf, one, type Resource, route } from "../route/route.ts";
import { named, nullable, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";

const TENANT_PROPERTIES = {
  tenant_id: Uuid,
  name: Type.String({ examples: ["Acme help desk"] }),
  default_board_id: nullable(Uuid),
  default_client_id: nullable(Uuid),
  default_priority_id: nullable(Uuid),
  created_at: Timestamp,
};

const Tenant = named("Tenant", record(TENANT_PROPERTIES));

const CreatedTenantRecord = named(
  "CreatedTenant",
  record({
    ...TENANT_PROPERTIES,
    admin_user_id: Uuid,
    api_key_id: Uuid,
    api_key: Type.String({ description: "The admin's key. Shown this once; only its hash is kept." }),
  }),
);

const Position = Type.Tuple([Uuid]);
const TENANT_PATH = record({ tenant_id: Uuid });

function requireInstallationAdmin(call: Pick<Call, "principal">): void {
  if (call.principal.isInstallationAdmin) return;
  throw apiError("FORBIDDEN", "Only a key of an installation admin may do this; the first tenant's first key is one.");
}

// The run before this one died between its commit and its answer: the tenant is there, its key was never seen.
async function findMade(call: Call, tenantId: TenantId): Promise<CreatedTenant> {
  const { database } = call.context;
  const tenant = await readTenant(database.forTenant(tenantId), tenantId);
  if (tenant === undefined) throw new Error(`tenant ${tenantId} is taken and not there`);
  const key = await replaceLostKey(call.context, { tenantId });
  return { tenant, adminUserId: key.entry.user_id, apiKeyId: key.entry.api_key_id, apiKey: key.secret };
}

async function makeTenant(call: Call, wish: NewTenant): Promise<CreatedTenant> {
  try {
    return await createTenant(call.context.database, { ...wish, tenantId: call.newId });
  } catch (error) {
    if (constraintOf(error) === "tenants_pkey") return findMade(call, call.newId as TenantId);
    throw error;
  }
}

const createTenantRoute = route({
  method: "POST",
  path: "/tenants",
  operationId: "createTenant",
  summary: "Create a tenant",
  description:
    "With a default board and its statuses, priorities, a client, categories, a team, an admin user and that user's API key. For installation admins.",
  scope: "admin",
  body: record({
    name: text(1, 255),
    admin: Type.Optional(
      record(
        { first_name: text(1, 100), last_name: text(1, 100), email: Type.String({ format: "email" }) },
        { description: "Who the tenant's admin is; mails about webhooks go there." },
      ),
    ),
  }),
  examples: { least: { name: "Acme help desk" } },
  success: createdOne("The tenant and, this once, its admin's key.", CreatedTenantRecord),
  async handle(call) {
    requireInstallationAdmin(call);
    const { name, admin } = call.body;
    const made = await makeTenant(call, admin === undefined ? { name } : { name, admin });
    return created({
      ...made.tenant,
      admin_user_id: made.adminUserId,
      api_key_id: made.apiKeyId,
      api_key: made.apiKey,
    });
  },
});

// Not left to row-level security alone: a database role that bypasses it must not show a tenant the others.
async function pageOfOwn(call: Call): Promise<{ rows: readonly TenantRecord[]; total: number }> {
  const own = await readTenant(call.tenant, call.principal.tenantId);
  return own === undefined ? { rows: [], total: 0 } : { rows: [own], total: 1 };
}

const listTenantsRoute = route({
  method: "GET",
  path: "/tenants",
  operationId: "listTenants",
  summary: "List tenants",
  description: "All of them for an installation admin; else the one tenant of the key.",
  scope: "admin",
  query: record(PAGE_QUERY),
  success: listOf("Tenants in the order they were made.", Tenant),
  async handle(call) {
    const page = readPage(call.query, Position);
    const { limit, offset } = page;
    const after = page.after === null ? null : { tenant_id: page.after[0] };
    const isFirst = offset === 0 && after === null;
    const none = { rows: [], total: 1 };
    const found = call.principal.isInstallationAdmin
      ? await listTenants(call.context.database.engine, { limit, offset, after })
      : isFirst
        ? await pageOfOwn(call)
        : none;
    const positionOf = (row: TenantRecord): [string] => [row.tenant_id];
    return list(pageOf(page, { ...found, positionOf, present: (row) => row }));
  },
});

// Another's tenant is not there, except for an installation admin.
function reachTenant(call: Pick<Call, "principal">, tenantId: string): TenantId {
  const wanted = tenantId.toLowerCase() as TenantId;
  if (wanted !== call.principal.tenantId && !call.principal.isInstallationAdmin) throw notFound("tenant", tenantId);
  return wanted;
}

const readTenantRoute = route({
  method: "GET",
  path: "/tenants/{tenant_id}",
  operationId: "readTenant",
  summary: "Read a tenant",
  scope: "admin",
  params: TENANT_PATH,
  success: one("The tenant.", Tenant),
  async handle(call) {
    const tenantId = reachTenant(call, call.params.tenant_id);
    const tenant = await readTenant(call.context.database.forTenant(tenantId), tenantId);
    if (tenant === undefined) throw notFound("tenant", tenantId);
    return ok(tenant);
  },
});

const updateTenantRoute = route({
  method: "PUT",
  path: "/tenants/{tenant_id}",
  operationId: "updateTenant",
  summary: "Change a tenant",
  description: "Its name, and what new tickets take when they name no board, client or priority.",
  scope: "admin",
  params: TENANT_PATH,
  body: record({
    name: Type.Optional(text(1, 255)),
    default_board_id: Type.Optional(Uuid),
    default_client_id: Type.Optional(Uuid),
    default_priority_id: Type.Optional(Uuid),
  }),
  success: one("The tenant as it is now.", Tenant),
  async handle(call) {
    const tenantId = reachTenant(call, call.params.tenant_id);
    const db = call.context.database.forTenant(tenantId);
    const unknown = await findUnknownDefaults(db, tenantId, call.body);
    if (unknown.length > 0)
      throw validationError(
        unknown.map((path) => ({
          path,
          message: `names nothing of this tenant: ${call.body[path]}`,
          code: "unknown_id",
        })),
      );
    const tenant = await updateTenant(db, tenantId, call.body);
    if (tenant === undefined) throw notFound("tenant", tenantId);
    return ok(tenant);
  },
});

export const tenantResource: Resource = {
  name: "Tenants",
  description: "Separate worlds in one installation: nothing of one is ever seen in another.",
  routes: [createTenantRoute, listTenantsRoute, readTenantRoute, updateTenantRoute],
};
