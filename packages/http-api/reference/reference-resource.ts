// What tickets refer to: boards, statuses, priorities, categories, clients, contacts, users and teams, so that a tenant can be
// set up by API alone. In: nothing. Out: their routes.
import { changeBoard } from "@ticketwire/engine/ticket/reference/board";
import { type CategoryDraft, createCategory } from "@ticketwire/engine/ticket/reference/category";
import {
  type BoardFields,
  BOARDS,
  CATEGORIES,
  type ClientFields,
  CLIENTS,
  type ContactFields,
  CONTACTS,
  PRIORITIES,
  type PriorityFields,
  type ReferenceKind,
  STATUSES,
  type TeamFields,
  TEAMS,
  type UserFields,
  USERS,
} from "@ticketwire/engine/ticket/reference/kinds";
import {
  changeReference,
  createReference,
  type ReferenceChanged,
  type ReferenceCreated,
} from "@ticketwire/engine/ticket/reference/reference";
import { createStatus, type StatusDraft } from "@ticketwire/engine/ticket/reference/status";
import { changeUser } from "@ticketwire/engine/ticket/reference/user";
import type { Call } from "../route/call.ts";
import type { Resource } from "../route/route.ts";
import { nullable, oneOf, record, text, Type, Uuid } from "../route/schema.ts";
import { type ReferenceRoutes, referenceRoutes } from "./reference-routes.ts";

const NullableUuid = nullable(Uuid);
const Email = Type.String({ format: "email" });
const OrderNumber = Type.Integer({
  minimum: 0,
  maximum: 1_000_000,
  description: "Place among the others, for pages to sort by.",
});
const ID = "01890a5d-ac96-774b-bcce-b302099a8057";

/** Makes rows of a kind that needs nothing but defaults. */
function plainCreate<Fields extends object>(kind: ReferenceKind<Fields>, defaults: Partial<Fields>) {
  return (call: Call, draft: object): Promise<ReferenceCreated<Fields>> =>
    createReference(
      call.tenant,
      { kind, tenantId: call.principal.tenantId },
      { id: call.newId, fields: { ...defaults, ...draft } as Fields },
    );
}

function plainUpdate<Fields extends object>(kind: ReferenceKind<Fields>) {
  return (call: Call, row: { readonly id: string; readonly change: object }): Promise<ReferenceChanged<Fields>> =>
    changeReference(
      call.tenant,
      { kind, tenantId: call.principal.tenantId },
      { id: row.id, change: row.change as Partial<Fields> },
    );
}

const BOARD_ROUTES: ReferenceRoutes<BoardFields> = {
  kind: BOARDS,
  name: "Board",
  plural: "Boards",
  path: "/boards",
  scope: "admin",
  description: "Without statuses. The first open status made on it becomes its default.",
  fields: { board_name: Type.String(), default_status_id: NullableUuid },
  draft: record({ board_name: text(1, 255) }),
  change: record({ board_name: Type.Optional(text(1, 255)), default_status_id: Type.Optional(Uuid) }),
  filters: {},
  example: { board_name: "Projects" },
  create: plainCreate(BOARDS, { default_status_id: null }),
  update: (call, { id, change }) => changeBoard(call.tenant, call.principal.tenantId, { id, change }),
};

const STATUS_ROUTES = {
  kind: STATUSES,
  name: "Status",
  plural: "Statuses",
  path: "/statuses",
  aliases: { "/tickets/statuses": "listTicketStatuses" },
  scope: "admin",
  description:
    "On the tenant's default board unless `board_id` names another. The first open status of a board becomes its default.",
  fields: { name: Type.String(), board_id: Uuid, is_closed: Type.Boolean(), order_number: Type.Integer() },
  draft: record({
    name: text(1, 255),
    is_closed: Type.Optional(Type.Boolean({ default: false, description: "A ticket in this status is closed." })),
    board_id: Type.Optional(Uuid),
    order_number: Type.Optional(OrderNumber),
  }),
  change: record({
    name: Type.Optional(text(1, 255)),
    is_closed: Type.Optional(Type.Boolean()),
    board_id: Type.Optional(Uuid),
    order_number: Type.Optional(OrderNumber),
  }),
  filters: { board_id: Type.Optional(Uuid), is_closed: Type.Optional(Type.Boolean()) },
  constants: { type: Type.Optional(oneOf(["ticket"], { description: "There are no others." })) },
  example: { name: "Escalated", is_closed: false, board_id: ID },
  create: (call: Call, draft: object) =>
    createStatus(call.tenant, call.principal.tenantId, { id: call.newId, draft: draft as StatusDraft }),
  update: plainUpdate(STATUSES),
} as const;

const PRIORITY_ROUTES: ReferenceRoutes<PriorityFields> = {
  kind: PRIORITIES,
  name: "Priority",
  plural: "Priorities",
  path: "/priorities",
  aliases: { "/tickets/priorities": "listTicketPriorities" },
  scope: "admin",
  fields: { priority_name: Type.String(), order_number: Type.Integer() },
  draft: record({ priority_name: text(1, 255), order_number: Type.Optional(OrderNumber) }),
  change: record({ priority_name: Type.Optional(text(1, 255)), order_number: Type.Optional(OrderNumber) }),
  filters: {},
  example: { priority_name: "Critical", order_number: 5 },
  create: plainCreate(PRIORITIES, { order_number: 0 }),
  update: plainUpdate(PRIORITIES),
};

const CATEGORY_ROUTES = {
  kind: CATEGORIES,
  name: "Category",
  plural: "Categories",
  path: "/categories/ticket",
  scope: "admin",
  description: "With `parent_category_id` a subcategory. Without `board_id` it fits every board.",
  fields: { category_name: Type.String(), parent_category_id: NullableUuid, board_id: NullableUuid },
  draft: record({
    category_name: text(1, 255),
    parent_category_id: Type.Optional(NullableUuid),
    board_id: Type.Optional(NullableUuid),
  }),
  change: record({
    category_name: Type.Optional(text(1, 255)),
    parent_category_id: Type.Optional(NullableUuid),
    board_id: Type.Optional(NullableUuid),
  }),
  filters: { parent_category_id: Type.Optional(Uuid), board_id: Type.Optional(Uuid) },
  example: { category_name: "Hardware" },
  create: (call: Call, draft: object) =>
    createCategory(call.tenant, call.principal.tenantId, { id: call.newId, draft: draft as CategoryDraft }),
  update: plainUpdate(CATEGORIES),
} as const;

const CLIENT_ROUTES: ReferenceRoutes<ClientFields> = {
  kind: CLIENTS,
  name: "Client",
  plural: "Clients",
  path: "/clients",
  scope: "tickets:write",
  fields: { client_name: Type.String() },
  draft: record({ client_name: text(1, 255) }),
  change: record({ client_name: Type.Optional(text(1, 255)) }),
  filters: {},
  example: { client_name: "Acme" },
  create: plainCreate(CLIENTS, {}),
  update: plainUpdate(CLIENTS),
};

const CONTACT_ROUTES: ReferenceRoutes<ContactFields> = {
  kind: CONTACTS,
  name: "Contact",
  plural: "Contacts",
  path: "/contacts",
  scope: "tickets:write",
  fields: { full_name: Type.String(), email: nullable(Type.String()), client_id: NullableUuid },
  draft: record({
    full_name: text(1, 255),
    email: Type.Optional(nullable(Email)),
    client_id: Type.Optional(NullableUuid),
  }),
  change: record({
    full_name: Type.Optional(text(1, 255)),
    email: Type.Optional(nullable(Email)),
    client_id: Type.Optional(NullableUuid),
  }),
  filters: { client_id: Type.Optional(Uuid), email: Type.Optional(Email) },
  example: { full_name: "Casey Client", email: "casey@example.com", client_id: ID },
  create: plainCreate(CONTACTS, { email: null, client_id: null }),
  update: plainUpdate(CONTACTS),
};

const USER_ROUTES: ReferenceRoutes<UserFields> = {
  kind: USERS,
  name: "User",
  plural: "Users",
  path: "/users",
  scope: "admin",
  fields: { first_name: Type.String(), last_name: Type.String(), email: Type.String(), is_active: Type.Boolean() },
  draft: record({
    first_name: text(1, 255),
    last_name: text(1, 255),
    email: Email,
    is_active: Type.Optional(Type.Boolean({ default: true })),
  }),
  change: record({
    first_name: Type.Optional(text(1, 255)),
    last_name: Type.Optional(text(1, 255)),
    email: Type.Optional(Email),
    is_active: Type.Optional(
      Type.Boolean({ description: "False: the user's API keys end at once, and nobody is assigned to them." }),
    ),
  }),
  filters: { is_active: Type.Optional(Type.Boolean()), email: Type.Optional(Email) },
  example: { first_name: "Terry", last_name: "Technician", email: "terry@example.com" },
  create: plainCreate(USERS, { is_active: true }),
  update: async (call, { id, change }) => {
    const outcome = await changeUser(call.tenant, call.principal.tenantId, { id, change });
    call.context.forgetKeys();
    return outcome;
  },
};

const TEAM_ROUTES: ReferenceRoutes<TeamFields> = {
  kind: TEAMS,
  name: "Team",
  plural: "Teams",
  path: "/teams",
  scope: "admin",
  fields: { team_name: Type.String() },
  draft: record({ team_name: text(1, 255) }),
  change: record({ team_name: Type.Optional(text(1, 255)) }),
  filters: {},
  example: { team_name: "Service desk" },
  create: plainCreate(TEAMS, {}),
  update: plainUpdate(TEAMS),
};

export const referenceResource: Resource = {
  name: "Reference data",
  description: "What tickets refer to. These rows are changed, never deleted.",
  routes: [
    ...referenceRoutes(BOARD_ROUTES),
    ...referenceRoutes(STATUS_ROUTES),
    ...referenceRoutes(PRIORITY_ROUTES),
    ...referenceRoutes(CATEGORY_ROUTES),
    ...referenceRoutes(CLIENT_ROUTES),
    ...referenceRoutes(CONTACT_ROUTES),
    ...referenceRoutes(USER_ROUTES),
    ...referenceRoutes(TEAM_ROUTES),
  ],
};
