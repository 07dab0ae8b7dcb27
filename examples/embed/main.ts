// `DATABASE_URL=postgres://… node examples/embed/main.ts`: plays the shop's story on a PostgreSQL of yours (15 or later). It makes
// the table orders and the schema ticketwire there. Exit code 0 when everything went as told.
import { runShop } from "./shop.ts";

const { DATABASE_URL: databaseUrl } = process.env;
if (databaseUrl === undefined || databaseUrl === "") {
  process.stderr.write(
    "Set DATABASE_URL to a PostgreSQL to play on, like postgres://user:password@127.0.0.1:5432/shop\n",
  );
  process.exit(2);
}
await runShop(databaseUrl, (line) => process.stdout.write(`${line}\n`));
