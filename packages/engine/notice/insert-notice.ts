// Keeps a notice: in the transaction of what it tells of, so that neither is without the other. Whether it is mailed, too, is
// decided here once: an installation without a mail server keeps them to be read.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { uuidOf } from "../db/uuid.ts";
import type { NoticeKind, NoticeText } from "./notice-text.ts";

export interface NewNotice {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly kind: NoticeKind;
  readonly text: NoticeText;
  /** Null when nobody's address is known: it is kept to be read. */
  readonly recipient: string | null;
  /** True when the installation sends mail. */
  readonly isMailed: boolean;
  readonly now: Date;
}

export async function insertNotice(tx: Queryable, notice: NewNotice): Promise<void> {
  const nextSendAt = notice.isMailed && notice.recipient !== null ? notice.now : null;
  await tx.query(sql`
    INSERT INTO ticketwire.notices (tenant_id, notice_id, webhook_id, kind, recipient, subject, body, created_at, next_send_at)
    VALUES (${notice.tenantId}, ${uuidOf(notice.now.getTime())}, ${notice.webhookId}, ${notice.kind}, ${notice.recipient},
      ${notice.text.subject}, ${notice.text.body}, ${notice.now}, ${nextSendAt})`);
  if (nextSendAt !== null) await tx.query(sql`SELECT pg_notify('ticketwire_jobs', '')`);
}
