// Warnings and disabling, the mails about them, and the round that sends them, on a real database.
import { randomUUID } from "node:crypto";
import type { WebhookId } from "@ticketwire/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { manualClock } from "../db/clock.ts";
import { sql } from "../db/sql.ts";
import type { StandingChange } from "../deliver.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { DeliveryDesk } from "../testkit/delivery-desk.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import { createStandingAct } from "./act-on-standing.ts";
import { listAuditLog } from "./list-audit-log.ts";
import { listNotices, type NoticeRecord } from "./list-notices.ts";
import { type NoticeFacts, writeNotice } from "./notice-text.ts";
import { type Mail, sendNoticeRound } from "./send-notices.ts";

const HOUR_MS = 3_600_000;
let test: TestDatabase;
let desk: WebhookDesk;
let clock: ReturnType<typeof manualClock>;

beforeAll(async () => {
  test = await openTestDatabase();
});

beforeEach(async () => {
  desk = await WebhookDesk.open(test);
  clock = manualClock(new Date(Date.now() + 25 * HOUR_MS));
  await test.db.engine.query(sql`UPDATE ticketwire.notices SET next_send_at = NULL`);
  await test.db.engine.query(sql`
    INSERT INTO ticketwire.users (tenant_id, user_id, first_name, last_name, email, created_at, updated_at)
    VALUES (${desk.tenantId}, ${desk.userId}, 'Ada', 'Admin', 'ada@example.com', now(), now())`);
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

function act(change: Omit<StandingChange, "tenantId">, isMailed = true): Promise<void> {
  const options = {
    db: test.db,
    clock,
    baseUrl: "https://tickets.example.com",
    autoDisableAfterMs: 24 * HOUR_MS,
    isMailed,
  };
  return createStandingAct(options)({ tenantId: desk.tenantId, ...change });
}

async function notices(): Promise<readonly NoticeRecord[]> {
  const wish = { tenantId: desk.tenantId, webhookId: null, kind: null, limit: 100, offset: 0, after: null };
  return (await listNotices(test.db.forTenant(desk.tenantId), wish)).notices;
}

async function failSince(webhookId: string, since: Date): Promise<void> {
  await test.db.engine.query(sql`
    UPDATE ticketwire.lanes SET failing_since = ${since}, failed_attempts = 7 WHERE webhook_id = ${webhookId}`);
}

describe("a webhook that fails for long", () => {
  it("has its owner warned once per time of failing", async () => {
    const { record } = await desk.create();
    const change = { webhookId: record.webhook_id, kind: "warn", lastError: "answered 500" } as const;
    await failSince(record.webhook_id, new Date(clock.now().getTime() - 12 * HOUR_MS));
    await act(change);
    await act(change);
    expect(await notices()).toMatchObject([
      { kind: "webhook_failing", recipient: "ada@example.com", state: "waiting" },
    ]);
    expect(await desk.read(record.webhook_id)).toMatchObject({ is_active: true });
    clock.advance(HOUR_MS);
    await failSince(record.webhook_id, clock.now());
    clock.advance(12 * HOUR_MS);
    await act(change);
    expect(await notices()).toHaveLength(2);
  });

  it("is disabled, with what is held, the last error and the ways back in the mail", async () => {
    const { record } = await desk.create();
    const deliveries = new DeliveryDesk(desk);
    await deliveries.publishAndFanOut(3);
    await failSince(record.webhook_id, new Date(clock.now().getTime() - 24 * HOUR_MS));
    const change = { webhookId: record.webhook_id, kind: "only_failures", lastError: "answered 500" } as const;
    await act(change);
    await act(change);
    expect(await desk.read(record.webhook_id)).toMatchObject({
      health: "disabled",
      auto_disabled_at: clock.now().toISOString(),
      disabled_reason: "Only failures for 24 hours; the last one: answered 500",
    });
    const [notice, ...more] = await notices();
    expect(more).toEqual([]);
    expect(notice?.subject).toContain('"CRM"');
    for (const words of ["Hello Ada,", "answered 500", "3 deliveries", "7 attempts", '"is_active": true', "/recover"])
      expect(notice?.body).toContain(words);
    await deliveries.hold();
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ held: 3 });
    const log = {
      tenantId: desk.tenantId,
      subjectId: record.webhook_id,
      actorId: null,
      action: "webhook.auto_disabled",
    };
    const page = { from: null, to: null, limit: 10, offset: 0, after: null };
    const audit = await listAuditLog(test.db.forTenant(desk.tenantId), { ...log, ...page });
    expect(audit).toMatchObject({ total: 1, entries: [{ actor_type: "process", actor_name: null }] });
  });

  it("that is gone is disabled at once; one that was paused or deleted meanwhile is left alone", async () => {
    const [gone, paused] = [await desk.create(), await desk.create({ is_active: false })];
    const change = { kind: "gone", lastError: "answered 410" } as const;
    await act({ webhookId: gone.record.webhook_id, ...change }, false);
    await act({ webhookId: paused.record.webhook_id, ...change }, false);
    await act({ webhookId: randomUUID() as WebhookId, ...change }, false);
    expect(await notices()).toMatchObject([
      { webhook_id: gone.record.webhook_id, kind: "webhook_gone", state: "kept" },
    ]);
    expect((await desk.read(paused.record.webhook_id))?.auto_disabled_at).toBeNull();
  });
});

describe("mailing notices", () => {
  const warn = async (): Promise<void> => {
    const { record } = await desk.create();
    await act({ webhookId: record.webhook_id, kind: "warn", lastError: "answered 500" });
  };

  it("sends each one once", async () => {
    await warn();
    const mails: Mail[] = [];
    const send = async (mail: Mail): Promise<void> => void mails.push(mail);
    expect(await sendNoticeRound(test.db, send, clock.now())).toBe(true);
    expect(await sendNoticeRound(test.db, send, clock.now())).toBe(false);
    const [notice] = await notices();
    expect(notice).toMatchObject({ state: "sent", send_attempts: 1 });
    expect(mails).toMatchObject([{ noticeId: notice?.notice_id, to: "ada@example.com", subject: notice?.subject }]);
  });

  it("tries again with growing waits when the mail server refuses, and keeps what could not be sent", async () => {
    await warn();
    const refuse = (): Promise<void> => Promise.reject(new Error("451 try again later"));
    let tries = 0;
    for (let minute = 0; minute < 60 * 60; minute += 1) {
      if (await sendNoticeRound(test.db, refuse, clock.now())) tries += 1;
      if ((await notices())[0]?.state === "failed") break;
      clock.advance(60 * 60_000);
    }
    expect(tries).toBe(8);
    expect(await notices()).toMatchObject([{ state: "failed", send_attempts: 8, send_error: "451 try again later" }]);
  });

  it("takes up a mail again that a dead process was sending", async () => {
    await warn();
    const dying = new Promise<void>(() => undefined);
    void sendNoticeRound(test.db, () => dying, clock.now());
    await expect.poll(async () => (await notices())[0]?.send_attempts).toBe(1);
    expect(await sendNoticeRound(test.db, async () => undefined, clock.now())).toBe(false);
    clock.advance(6 * 60_000);
    expect(await sendNoticeRound(test.db, async () => undefined, clock.now())).toBe(true);
    expect(await notices()).toMatchObject([{ state: "sent" }]);
  });
});

describe("the text of a notice", () => {
  const facts: NoticeFacts = {
    kind: "webhook_failing",
    webhookId: "w" as WebhookId,
    name: "CRM\r\nBcc: everybody@example.com",
    url: "https://hooks.example.com/",
    lastError: "the connection was refused",
    failingSince: new Date("2026-05-01T00:00:00Z"),
    failedAttempts: 1,
    disablesAt: new Date("2026-05-02T00:00:00Z"),
    waiting: 10_000,
    waitingAtMost: 10_000,
    baseUrl: "https://tickets.example.com",
    greeting: null,
  };

  it("is good for a person, and can not smuggle headers", () => {
    const { subject, body } = writeNotice(facts);
    expect(subject).toBe('Webhook "CRM Bcc: everybody@example.com" is failing');
    expect(body).toContain("1 attempt has failed since 1 May 2026, 00:00 UTC");
    expect(body).toContain("it will be disabled on 2 May 2026, 00:00 UTC");
    expect(body).toContain("More than 10000 deliveries wait");
    expect(body.split("\n").every((line) => line.length < 300)).toBe(true);
  });

  it("counts in words that fit", () => {
    expect(writeNotice({ ...facts, waiting: 1 }).body).toContain("One delivery waits");
    expect(writeNotice({ ...facts, kind: "webhook_gone", waiting: 0 }).body).not.toContain("deliveries are held");
    expect(writeNotice({ ...facts, kind: "webhook_disabled", waiting: 1 }).body).toContain("One delivery is held.");
    expect(writeNotice({ ...facts, kind: "webhook_disabled" }).body).toContain('{"since":"2026-05-01T00:00:00.000Z"');
  });
});
