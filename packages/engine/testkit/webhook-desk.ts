// A tenant and its webhooks through the functions that the API calls, for tests: a clock that moves with every call, names
// that resolve without a network. In: a test database. Out: the kit, and short ways to do and to look.
import { randomUUID } from "node:crypto";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { sql } from "../db/sql.ts";
import { createTargetPolicy } from "../target/policy.ts";
import type { Lookup } from "../target/resolve-target.ts";
import { createWebhook, type CreateResult, type NewWebhook } from "../webhook/create-webhook.ts";
import type { WebhookCall, WebhookKit } from "../webhook/kit.ts";
import { readWebhookSettings, type WebhookSettings } from "../webhook/read-settings.ts";
import { updateWebhook, type UpdateResult, type WebhookUpdate } from "../webhook/update-webhook.ts";
import { readWebhookRow, toWebhookRecord, type WebhookRecord } from "../webhook/webhook-record.ts";
import { makeSecretBox, makeTenant } from "./builders.ts";
import type { TestDatabase } from "./template-database.ts";

const NAMES: Readonly<Record<string, readonly string[]>> = {
  "hooks.example.com": ["93.184.216.34"],
  "inside.example.com": ["10.0.0.7"],
  "mixed.example.com": ["93.184.216.34", "127.0.0.1"],
};

/** Knows three names and no other. */
export const scriptedLookup: Lookup = async (name) => {
  const addresses = NAMES[name];
  if (addresses === undefined) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  return addresses;
};

export const MINIMAL_WEBHOOK: NewWebhook = {
  name: "CRM",
  url: "https://hooks.example.com/in",
  event_types: ["ticket.created"],
};

export interface LaneState {
  readonly paused: boolean;
  readonly must_hold: boolean;
  readonly last_sequence: number;
  readonly origin: string;
  readonly open_day: string;
  readonly sent_through: number;
  readonly next_due_at: Date | null;
}

export interface AuditRow {
  readonly action: string;
  readonly actor_id: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export class WebhookDesk {
  readonly kit: WebhookKit;
  readonly userId = randomUUID();
  tenantId: TenantId;
  #moment: number;

  private constructor(kit: WebhookKit, tenantId: TenantId, start: Date) {
    this.kit = kit;
    this.tenantId = tenantId;
    this.#moment = start.getTime();
  }

  /** A fresh tenant. `allow` opens addresses besides public ones, over plain http too. */
  static async open(
    test: Pick<TestDatabase, "db">,
    options: { readonly start?: Date; readonly allow?: readonly string[] } = {},
  ): Promise<WebhookDesk> {
    const { allow = [], start = new Date() } = options;
    const parsed = createTargetPolicy({ allowHttp: allow.length > 0, allowTargets: allow });
    if (parsed.kind === "invalid") throw new Error(parsed.message);
    const kit = { db: test.db, box: makeSecretBox(), policy: parsed.policy, lookup: scriptedLookup };
    return new WebhookDesk(kit, await makeTenant(test.db), start);
  }

  async useNewTenant(): Promise<void> {
    this.tenantId = await makeTenant(this.kit.db);
  }

  /** A second later than the last call. */
  now(): Date {
    this.#moment += 1000;
    return new Date(this.#moment);
  }

  call(webhookId: string): WebhookCall {
    const actor = { type: "user", id: this.userId } as const;
    return { tenantId: this.tenantId, webhookId: webhookId as WebhookId, actor, now: this.now() };
  }

  async create(input: Partial<NewWebhook> = {}): Promise<Extract<CreateResult, { kind: "created" }>> {
    const result = await createWebhook(this.kit, this.call(randomUUID()), { ...MINIMAL_WEBHOOK, ...input });
    if (result.kind !== "created") throw new Error(JSON.stringify(result));
    return result;
  }

  async update(id: string, input: WebhookUpdate): Promise<Extract<UpdateResult, { kind: "updated" }>> {
    const result = await updateWebhook(this.kit, this.call(id), input);
    if (result.kind !== "updated") throw new Error(JSON.stringify(result));
    return result;
  }

  async read(id: string): Promise<WebhookRecord | undefined> {
    const row = await readWebhookRow(this.kit.db.forTenant(this.tenantId), this.call(id));
    return row && toWebhookRecord(row, this.kit.box);
  }

  async settings(id: string): Promise<WebhookSettings> {
    const lane = { tenantId: this.tenantId, webhookId: id as WebhookId };
    const [settings] = await readWebhookSettings(this.kit.db.engine, this.kit.box, [lane]);
    if (settings === undefined) throw new Error("no settings");
    return settings;
  }

  async lane(id: string): Promise<LaneState> {
    const [lane] = await this.kit.db.engine.query<LaneState>(sql`
      SELECT h.paused, h.must_hold, h.last_sequence, l.origin, l.open_day, l.sent_through, l.next_due_at
      FROM ticketwire.lanes AS l JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id) WHERE webhook_id = ${id}`);
    if (lane === undefined) throw new Error("no lane");
    return lane;
  }

  /** What the audit log says about a thing, oldest first. */
  async audit(id: string): Promise<AuditRow[]> {
    return this.kit.db.engine.query<AuditRow>(sql`
      SELECT action, actor_id, details FROM ticketwire.audit_log WHERE subject_id = ${id} ORDER BY occurred_at`);
  }
}
