// The whole story, told line by line: a shop with its own table, its own transactions and two kinds of clients, and a
// warehouse that hears of what was committed and of nothing else. In: a database. Out: what the warehouse heard.
import { randomBytes } from "node:crypto";
import { openEngine } from "@ticketwire/engine";
import pg from "pg";
import postgres from "postgres";
import { createOrdersTable, EVENT_TYPES, payOrder, placeOrder, SHOP } from "./orders.ts";
import { openWarehouse } from "./warehouse.ts";

export async function runShop(databaseUrl: string, tell: (line: string) => void): Promise<readonly string[]> {
  await using stack = new AsyncDisposableStack();
  const pool = new pg.Pool({ connectionString: databaseUrl });
  stack.defer(() => pool.end());
  const db = postgres(databaseUrl, { max: 2 });
  stack.defer(() => db.end());
  const engine = stack.use(
    await openEngine({
      databaseUrl,
      masterKey: randomBytes(32),
      eventTypes: EVENT_TYPES,
      // Only because the warehouse of this example listens on this machine.
      allowHttp: true,
      allowTargets: ["127.0.0.0/8"],
    }),
  );
  const warehouse = stack.use(await openWarehouse(tell));

  await createOrdersTable(pool);
  await engine.addTenant(SHOP, "The shop");
  const created = await engine.webhooks.create(SHOP, {
    name: "Warehouse",
    url: warehouse.url,
    event_types: ["order.placed", "order.paid"],
    ordering: "ticket",
  });
  warehouse.trust(created.signing_secret);
  tell("the warehouse subscribed to order.placed and order.paid");

  const orderId = await placeOrder(pool, { customer: "Ada", cents: 4200 });
  tell("an order was placed, with pg");
  await payOrder(db, orderId);
  tell("it was paid, with postgres.js");
  await warehouse.whenHeard(2);

  await placeOrder(pool, { customer: "Bob", cents: -1 }).catch((error: unknown) =>
    tell(`an order was refused and rolled back: ${(error as Error).message}`),
  );
  await payOrder(db, "00000000-0000-7000-8000-000000000000").catch((error: unknown) =>
    tell(`a payment was rolled back: ${(error as Error).message}`),
  );
  // What would come of those two would come before this one.
  await placeOrder(pool, { customer: "Cyd", cents: 100 });
  await warehouse.whenHeard(3);
  tell(`nothing was sent of what was rolled back: ${warehouse.heard.length} events in all`);
  return warehouse.heard;
}
