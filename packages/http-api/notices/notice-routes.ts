// What owners were told, and who changed what.
import { listAuditLog } from "@ticketwire/engine/notice/list-audit-log";
import { listNotices, NOTICE_STATES } from "@ticketwire/engine/notice/list-notices";
import { NOTICE_KINDS } from "@ticketwire/engine/notice/notice-text";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { list } from "../route/answer.ts";
import { listOf, type Resource, route } from "../route/route.ts";
import { named, nullable, oneOf, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";

const POSITION = Type.Tuple([Uuid]);

const Notice = named(
  "Notice",
  record({
    notice_id: Uuid,
    webhook_id: nullable(Uuid),
    kind: oneOf(NOTICE_KINDS),
    recipient: nullable(Type.String()),
    subject: Type.String(),
    body: Type.String(),
    created_at: Timestamp,
    state: oneOf(NOTICE_STATES, { description: "`kept`: no mail is sent here; `failed`: given up, see `send_error`." }),
    sent_at: nullable(Timestamp),
    send_attempts: Type.Integer(),
    send_error: nullable(Type.String()),
  }),
);

const notices = route({
  method: "GET",
  path: "/notices",
  operationId: "listNotices",
  summary: "List notices to owners",
  description: "Warnings and news of disabled webhooks, newest first, whether or not they were mailed.",
  scope: "webhooks:read",
  query: record({ ...PAGE_QUERY, webhook_id: Type.Optional(Uuid), kind: Type.Optional(oneOf(NOTICE_KINDS)) }),
  success: listOf("Notices.", Notice),
  async handle(call) {
    const page = readPage(call.query, POSITION);
    const { webhook_id: webhookId = null, kind = null } = call.query;
    const { limit, offset } = page;
    const wish = { tenantId: call.principal.tenantId, webhookId, kind, limit, offset, after: page.after?.[0] ?? null };
    const found = await listNotices(call.tenant, wish);
    const positionOf = (notice: { notice_id: string }): [string] => [notice.notice_id];
    return list(pageOf(page, { rows: found.notices, total: found.total, positionOf, present: (notice) => notice }));
  },
});

const AuditEntry = named(
  "AuditEntry",
  record({
    audit_id: Uuid,
    occurred_at: Timestamp,
    actor_type: oneOf(["user", "process", "installation"]),
    actor_id: nullable(Uuid),
    actor_name: nullable(Type.String()),
    action: Type.String({ examples: ["webhook.updated"] }),
    subject_type: Type.String({ examples: ["webhook"] }),
    subject_id: nullable(Uuid),
    details: Type.Record(Type.String(), Type.Unknown()),
  }),
);

const auditLog = route({
  method: "GET",
  path: "/audit-log",
  operationId: "listAuditLog",
  summary: "List who changed what",
  description: "Changes of webhooks, secrets and keys, newest first. No secret is in it.",
  scope: "admin",
  query: record({
    ...PAGE_QUERY,
    subject_id: Type.Optional(Uuid),
    actor_id: Type.Optional(Uuid),
    action: Type.Optional(text(1, 100)),
    from_date: Type.Optional(Timestamp),
    to_date: Type.Optional(Timestamp),
  }),
  success: listOf("Entries.", AuditEntry),
  async handle(call) {
    const page = readPage(call.query, POSITION);
    const { subject_id: subjectId = null, actor_id: actorId = null, action = null, from_date, to_date } = call.query;
    const { entries, total } = await listAuditLog(call.tenant, {
      tenantId: call.principal.tenantId,
      subjectId,
      actorId,
      action,
      from: from_date === undefined ? null : new Date(from_date),
      to: to_date === undefined ? null : new Date(to_date),
      limit: page.limit,
      offset: page.offset,
      after: page.after?.[0] ?? null,
    });
    const positionOf = (entry: { audit_id: string }): [string] => [entry.audit_id];
    return list(pageOf(page, { rows: entries, total, positionOf, present: (entry) => entry }));
  },
});

export const noticeResource: Resource = {
  name: "Notices",
  description: "What owners of webhooks were told, and the audit log.",
  routes: [notices, auditLog],
};
