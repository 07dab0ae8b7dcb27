// The round that mails notices: takes one that is due, sends it outside of any transaction, keeps what came of it.
// In: a way to send a mail. Out: whether there is more to send. A process that dies in between leaves the notice to be sent
// again after a while; mails carry the notice's id as theirs, so that a mail program can tell the second from a new one.
import type { TenantId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface Mail {
  readonly noticeId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Resolves when the mail server took it; rejects with what it said. */
export type SendMail = (mail: Mail) => Promise<void>;

/** Minutes to wait after each failed try; afterwards the notice is only kept. */
const RETRY_MINUTES: readonly number[] = [1, 5, 15, 60, 240, 720, 1440];
/** For this long nobody else takes a notice that one process is sending. */
const LEASE_MINUTES = 5;
const MINUTE_MS = 60_000;

interface DueNotice {
  readonly tenant_id: TenantId;
  readonly notice_id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly send_attempts: number;
}

/** Takes the notice that is due longest: the next try is put off first, so that nobody else takes it meanwhile. */
async function takeNotice(db: Database, now: Date): Promise<DueNotice | undefined> {
  const lease = new Date(now.getTime() + LEASE_MINUTES * MINUTE_MS);
  const [notice] = await db.engine.query<DueNotice>(sql`
    UPDATE ticketwire.notices AS n SET next_send_at = ${lease}, send_attempts = n.send_attempts + 1
    FROM (SELECT tenant_id, notice_id FROM ticketwire.notices
      WHERE sent_at IS NULL AND next_send_at <= ${now} ORDER BY next_send_at LIMIT 1 FOR UPDATE SKIP LOCKED) AS due
    WHERE n.tenant_id = due.tenant_id AND n.notice_id = due.notice_id
    RETURNING n.tenant_id, n.notice_id, n.recipient, n.subject, n.body, n.send_attempts`);
  return notice;
}

async function keepSent(db: Database, notice: DueNotice, now: Date): Promise<void> {
  await db.engine.query(sql`
    UPDATE ticketwire.notices SET sent_at = ${now}, next_send_at = NULL, send_error = NULL
    WHERE tenant_id = ${notice.tenant_id} AND notice_id = ${notice.notice_id}`);
}

async function keepFailed(
  db: Database,
  notice: DueNotice,
  failed: { readonly error: string; readonly now: Date },
): Promise<void> {
  const minutes = RETRY_MINUTES[notice.send_attempts - 1];
  const nextSendAt = minutes === undefined ? null : new Date(failed.now.getTime() + minutes * MINUTE_MS);
  await db.engine.query(sql`
    UPDATE ticketwire.notices SET next_send_at = ${nextSendAt}, send_error = ${failed.error}
    WHERE tenant_id = ${notice.tenant_id} AND notice_id = ${notice.notice_id} AND sent_at IS NULL`);
}

/** One round: one mail. True when one was due. */
export async function sendNoticeRound(db: Database, sendMail: SendMail, now: Date): Promise<boolean> {
  const notice = await takeNotice(db, now);
  if (notice === undefined) return false;
  const { notice_id: noticeId, recipient: to, subject, body: text } = notice;
  try {
    await sendMail({ noticeId, to, subject, text });
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    await keepFailed(db, notice, { error: told.slice(0, 500), now });
    return true;
  }
  await keepSent(db, notice, now);
  return true;
}
