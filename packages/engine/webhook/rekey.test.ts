// Re-keying a running installation.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import { createWebhook } from "./create-webhook.ts";
import { readWebhookSettings } from "./read-settings.ts";
import { countUnknownSecrets, rekeySecrets } from "./rekey.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { openSecretBox } from "./secret-box.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

it("seals every secret with the new master key, after which the old one is not needed", async () => {
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
  const desk = await WebhookDesk.open(test);
  const [before, both, after] = [openSecretBox(oldKey), openSecretBox(newKey, [oldKey]), openSecretBox(newKey)];
  const oldKit = { ...desk.kit, box: before };
  const ids: string[] = [];
  for (let index = 0; index < 5; index++) {
    const call = desk.call(crypto.randomUUID());
    const input = {
      name: "x",
      url: "https://hooks.example.com/",
      event_types: ["ticket.created"],
      custom_headers: { A: "1" },
    };
    await createWebhook(oldKit, call, input);
    await rotateSecret(oldKit, call, { rotationId: crypto.randomUUID(), overlapSeconds: 3600 });
    ids.push(call.webhookId);
  }
  await test.db.engine.query(sql`UPDATE ticketwire.webhooks SET signing_secret = '\\x00' WHERE webhook_id = ${ids[4]}`);
  expect(await countUnknownSecrets(test.db, before)).toBe(1);
  expect(await countUnknownSecrets(test.db, after)).toBe(5);
  const lanes = ids.map((id) => ({ tenantId: desk.tenantId, webhookId: desk.call(id).webhookId }));
  const read = async (box: typeof before): Promise<Record<string, string>> => {
    const settings = await readWebhookSettings(test.db.engine, box, lanes);
    const texts = settings.map(({ webhookId, secrets, customHeaders }): [string, string] => [
      webhookId,
      JSON.stringify([secrets?.current.export().toString(), secrets?.previous?.export().toString(), customHeaders]),
    ]);
    return Object.fromEntries(texts);
  };
  const known = await read(before);
  expect(await rekeySecrets(test.db, both)).toEqual({ resealed: 4, unreadable: [ids[4]] });
  expect(await read(after)).toEqual(known);
  expect(await rekeySecrets(test.db, both)).toEqual({ resealed: 0, unreadable: [ids[4]] });
  expect(await countUnknownSecrets(test.db, before)).toBe(5);
});
