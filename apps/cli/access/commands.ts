// `ticketwire tenants|users|keys …`: a whole installation set up by script. Secrets are on standard output once and nowhere
// else. In: names. Out: records.
import { API_SCOPES } from "@ticketwire/contract";
import type { Command } from "commander";
import type { ApiKey, CreatedApiKey, CreatedTenant, Tenant, User } from "../api/records.ts";
import type { PathFor } from "../api/paths.ts";
import { collectRows } from "../api/walk.ts";
import { EXIT, wrongUse } from "../failure.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { askYesNo } from "../terminal/ask.ts";
import { oneLine } from "../terminal/printable.ts";
import { type Column, printRecord, printTable } from "../terminal/table.ts";
import { addKeyCreate } from "./create-key.ts";
import { fromNow } from "../terminal/show-time.ts";

const MOST = 100_000;

/** `list` of a kind. */
function addListOf<Row>(
  parent: Command,
  host: CommandHost,
  kind: { readonly path: PathFor<"get">; readonly summary: string; readonly columns: readonly Column<Row>[] },
): void {
  const leaf = addLeaf(parent, { name: "list", summary: kind.summary });
  runLeaf(leaf, host, async (session) => {
    const rows = await collectRows<Row>(session.api(), kind.path, { most: MOST });
    session.show(rows, () => printTable(session.terminal, kind.columns, rows));
  });
}

export function addTenants(program: Command, host: CommandHost): void {
  const tenants = program.command("tenants").description("Separate worlds in one installation.");
  const columns: readonly Column<Tenant>[] = [
    { title: "ID", of: (row) => row.tenant_id },
    { title: "NAME", of: (row) => row.name },
    { title: "CREATED", of: (row) => fromNow(row.created_at) },
  ];
  addListOf(tenants, host, { path: "/api/v1/tenants", summary: "list tenants", columns });
  addTenantCreate(tenants, host);
  const show = addLeaf(tenants, { name: "show <tenant-id>", summary: "show a tenant" });
  runLeaf(show, host, async (session, _options, [id = ""]) => {
    const tenant = await session.api().get<Tenant>(`/api/v1/tenants/${encodeURIComponent(id)}`);
    session.show(tenant, () => printRecord(session.terminal, tenant));
  });
  const rename = addLeaf(tenants, { name: "rename <tenant-id> <name>", summary: "give a tenant another name" });
  runLeaf(rename, host, async (session, _options, [id = "", name = ""]) => {
    const tenant = await session.api().put<Tenant>(`/api/v1/tenants/${encodeURIComponent(id)}`, { name });
    session.show(tenant, () => printRecord(session.terminal, tenant));
  });
}

interface TenantOptions {
  readonly adminName?: string;
  readonly adminEmail?: string;
}

function addTenantCreate(tenants: Command, host: CommandHost): void {
  const leaf = addLeaf(tenants, {
    name: "create <name>",
    summary: "make a tenant with all a first ticket needs, and show its admin's key, this once",
    notes: "Needs a key of an installation admin; the first tenant's first key is one.",
    examples: ['ticketwire tenants create "Acme help desk" --admin-name "Zoe Nakamura" --admin-email zoe@example.com'],
  })
    .option("--admin-name <first last>", "its admin; default: Tenant Admin")
    .option("--admin-email <address>", "where mails about webhooks go");
  runLeaf<TenantOptions>(leaf, host, async (session, options, [name = ""]) => {
    const made = await session.api().post<CreatedTenant>("/api/v1/tenants", { name, ...readAdmin(options) });
    session.show(made, () => printRecord(session.terminal, made));
    session.terminal.remark("The key is not shown again.");
  });
}

function readAdmin({ adminName, adminEmail }: TenantOptions): object {
  if (adminName === undefined && adminEmail === undefined) return {};
  if (adminName === undefined || adminEmail === undefined) throw wrongUse("--admin-name and --admin-email go together");
  const { firstName, lastName } = splitName(adminName);
  return { admin: { first_name: firstName, last_name: lastName, email: adminEmail } };
}

function splitName(name: string): { readonly firstName: string; readonly lastName: string } {
  const [, firstName, lastName] = /^\s*(\S+)\s+(.+?)\s*$/.exec(name) ?? [];
  if (firstName === undefined || lastName === undefined) throw wrongUse(`"${name}": write a first and a last name`);
  return { firstName, lastName };
}

export function addUsers(program: Command, host: CommandHost): void {
  const users = program.command("users").description("People whom tickets are given to.");
  const columns: readonly Column<User>[] = [
    { title: "ID", of: (row) => row.user_id },
    { title: "NAME", of: (row) => `${row.first_name} ${row.last_name}` },
    { title: "EMAIL", of: (row) => row.email },
  ];
  addListOf(users, host, { path: "/api/v1/users", summary: "list users", columns });
  const create = addLeaf(users, {
    name: "create <name> <email>",
    summary: "make a user",
    examples: ['ticketwire users create "Zoe Nakamura" zoe@example.com'],
  });
  runLeaf(create, host, async (session, _options, [name = "", email = ""]) => {
    const { firstName, lastName } = splitName(name);
    const body = { first_name: firstName, last_name: lastName, email };
    const user = await session.api().post<User>("/api/v1/users", body);
    session.show(user, () => printRecord(session.terminal, user));
  });
}

export function addKeys(program: Command, host: CommandHost): void {
  const keys = program.command("keys").description(`API keys; scopes are ${API_SCOPES.join(", ")}.`);
  const columns: readonly Column<ApiKey>[] = [
    { title: "ID", of: (row) => row.api_key_id },
    { title: "NAME", of: (row) => row.name, width: 30 },
    { title: "SCOPES", of: (row) => row.scopes.join(",") },
    { title: "KEY", of: (row) => row.key_hint },
    { title: "STATE", of: stateOf },
    { title: "LAST USED", of: (row) => fromNow(row.last_used_at) },
  ];
  addListOf(keys, host, { path: "/api/v1/api-keys", summary: "list keys, without their secrets", columns });
  addKeyCreate(keys, host, showKey);
  addKeyRevoke(keys, host);
}

function stateOf({ revoked_at: revoked, expires_at: expires }: ApiKey): string {
  if (revoked !== null) return "revoked";
  return expires !== null && Date.parse(expires) <= Date.now() ? "expired" : "active";
}

function showKey(session: Session, key: CreatedApiKey): void {
  session.show(key, () => printRecord(session.terminal, key));
  session.terminal.remark("The key is not shown again.");
}

function addKeyRevoke(keys: Command, host: CommandHost): void {
  const leaf = addLeaf(keys, { name: "revoke <key-id>", summary: "end a key, at once" }).option(
    "-y, --yes",
    "do not ask",
  );
  runLeaf<{ readonly yes?: boolean }>(leaf, host, async (session, { yes }, [id = ""]) => {
    const api = session.api();
    const path = `/api/v1/api-keys/${encodeURIComponent(id)}` as const;
    const key = await api.get<ApiKey>(path);
    const message = `Revoke the key "${oneLine(key.name)}" (${key.key_hint})?`;
    if (yes !== true && !(await askYesNo(session.terminal, { message, otherwise: "give --yes" })))
      return EXIT.interrupted;
    await api.delete(path);
    session.show({ api_key_id: id, revoked: true }, () =>
      session.terminal.print(`revoked ${oneLine(key.name)} (${id})`),
    );
    return EXIT.ok;
  });
}
