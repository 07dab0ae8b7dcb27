// What somebody does who installed the package: plain JavaScript, run by the test in a folder of its own.
// In: a database URL and the address of a receiver as arguments. Out: one JSON line with what it saw.
import { randomBytes, randomUUID } from "node:crypto";
import { EngineError, openEngine, publish } from "@ticketwire/engine";
import pg from "pg";

const [databaseUrl, receiverUrl] = process.argv.slice(2);
const tenantId = randomUUID();
const engine = await openEngine({
  databaseUrl,
  masterKey: randomBytes(32),
  allowHttp: true,
  allowTargets: ["127.0.0.0/8"],
});
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
await engine.addTenant(tenantId, "Packed");
const { webhook, signing_secret: secret } = await engine.webhooks.create(tenantId, {
  name: "Packed",
  url: receiverUrl,
  event_types: ["parcel.sent"],
});
await client.query("BEGIN");
const [event] = await publish(client, [{ type: "parcel.sent", data: { from: "a package" } }], { tenantId });
await client.query("COMMIT");
const name = { tenantId, webhookId: webhook.webhook_id };
const tested = await engine.webhooks.test(name);
const fault = await publish(client, [{ type: "", data: {} }], { tenantId }).catch((error) => error);
// Stopping lets the attempt end and writes what came of it.
for (let found = []; found.length === 0;)
  found = await engine.webhooks.listDeliveries(name, { status: ["delivered"], eventTypes: ["parcel.sent"] });
await client.end();
await engine.stop();
process.stdout.write(
  JSON.stringify({
    eventId: event.eventId,
    secret,
    tested: tested.success,
    isEngineError: fault instanceof EngineError,
  }),
);
