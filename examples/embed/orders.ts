// The shop's own table and what happens to its rows. Each change and its event are one transaction: both commit or neither.
// In: a client of the shop's. Out: rows, and events that webhooks will get.
import { randomUUID } from "node:crypto";
import { publish, type PublishClient } from "@ticketwire/engine";
import type pg from "pg";
import type postgres from "postgres";

/** The shop has one tenant: any UUID that stays the same. */
export const SHOP = "6f1c1f1e-5a53-4c0e-9d3b-2a3f8b0f7a11";

/** What the shop tells of. Names are its own. */
export const EVENT_TYPES = ["order.placed", "order.paid", "order.cancelled"] as const;

export async function createOrdersTable(pool: pg.Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE IF NOT EXISTS orders (
      order_id uuid PRIMARY KEY,
      customer text NOT NULL,
      cents integer NOT NULL CHECK (cents > 0),
      status text NOT NULL
    )`);
}

/** With `pg`: the client of an open transaction is what `publish` takes. */
export async function placeOrder(pool: pg.Pool, order: { customer: string; cents: number }): Promise<string> {
  const orderId = randomUUID();
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    // Published first, and still nothing is sent when the shop refuses the order below.
    await publish(client, [{ type: "order.placed", subjectId: orderId, data: { order_id: orderId, ...order } }], {
      tenantId: SHOP,
    });
    await client.query("INSERT INTO orders VALUES ($1, $2, $3, 'placed')", [orderId, order.customer, order.cents]);
    await client.query("COMMIT");
    return orderId;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** Any other client takes one line: something with `query(text, params)` inside its transaction. */
function clientOf(tx: postgres.TransactionSql): PublishClient {
  return { query: (text, params) => tx.unsafe(text, params as postgres.ParameterOrJSON<never>[]) };
}

/** With postgres.js: the transaction is its callback. */
export async function payOrder(db: postgres.Sql, orderId: string): Promise<void> {
  await db.begin(async (tx) => {
    const [order] =
      await tx`UPDATE orders SET status = 'paid' WHERE order_id = ${orderId} RETURNING order_id, customer, cents`;
    if (order === undefined) throw new Error(`There is no order ${orderId}.`);
    await publish(clientOf(tx), [{ type: "order.paid", subjectId: orderId, data: order }], { tenantId: SHOP });
  });
}
