// Lists what owners were told, newest first; the id of a notice sorts by its time.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { NoticeKind } from "./notice-text.ts";

/** `kept`: the installation sends no mail, or no address is known; `failed`: given up, see `send_error`. */
export const NOTICE_STATES = ["kept", "waiting", "sent", "failed"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export interface NoticeRecord {
  readonly notice_id: string;
  readonly webhook_id: string | null;
  readonly kind: NoticeKind;
  readonly recipient: string | null;
  readonly subject: string;
  readonly body: string;
  readonly created_at: string;
  readonly state: NoticeState;
  readonly sent_at: string | null;
  readonly send_attempts: number;
  readonly send_error: string | null;
}

interface NoticeRow {
  readonly notice_id: string;
  readonly webhook_id: string | null;
  readonly kind: NoticeKind;
  readonly recipient: string | null;
  readonly subject: string;
  readonly body: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly send_attempts: number;
  readonly next_send_at: Date | null;
  readonly send_error: string | null;
}

export interface NoticeWish {
  readonly tenantId: TenantId;
  readonly webhookId: string | null;
  readonly kind: NoticeKind | null;
  readonly limit: number;
  readonly offset: number;
  /** Id of the last one of the page before. */
  readonly after: string | null;
}

function stateOf(row: NoticeRow): NoticeState {
  if (row.sent_at !== null) return "sent";
  if (row.next_send_at !== null) return "waiting";
  return row.send_attempts > 0 ? "failed" : "kept";
}

function toRecord(row: NoticeRow): NoticeRecord {
  const { next_send_at: _, created_at: createdAt, sent_at: sentAt, ...rest } = row;
  return {
    ...rest,
    created_at: createdAt.toISOString(),
    state: stateOf(row),
    sent_at: sentAt && sentAt.toISOString(),
  };
}

/** Up to `limit` and one more, and how many there are, counted up to 10000. */
export async function listNotices(
  tenant: Queryable,
  wish: NoticeWish,
): Promise<{ readonly notices: readonly NoticeRecord[]; readonly total: number }> {
  const rows = await tenant.query<NoticeRow>(sql`
    SELECT notice_id, webhook_id, kind, recipient, subject, body, created_at, sent_at, send_attempts, next_send_at, send_error
    FROM ticketwire.notices
    WHERE tenant_id = ${wish.tenantId} AND (${wish.webhookId}::uuid IS NULL OR webhook_id = ${wish.webhookId})
      AND (${wish.kind}::text IS NULL OR kind = ${wish.kind}) AND (${wish.after}::uuid IS NULL OR notice_id < ${wish.after})
    ORDER BY notice_id DESC LIMIT ${wish.limit + 1} OFFSET ${wish.offset}`);
  const [counted] = await tenant.query<{ total: number }>(sql`
    SELECT count(*) AS total FROM (SELECT FROM ticketwire.notices
      WHERE tenant_id = ${wish.tenantId} AND (${wish.webhookId}::uuid IS NULL OR webhook_id = ${wish.webhookId})
        AND (${wish.kind}::text IS NULL OR kind = ${wish.kind}) LIMIT 10000) AS counted`);
  return { notices: rows.map(toRecord), total: counted?.total ?? 0 };
}
