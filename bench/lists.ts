// `node bench/lists.ts <folder> [tickets] [deliveries] [only] [plans]`: lists at a million tickets and ten million deliveries, through the API on a
// real embedded PostgreSQL. Fills the folder first (some minutes, 20 GB), day by day, and goes on where it was stopped; the
// folder stays, so that a second run measures at once. Prints a line of a table for each kind of list; with `only`, a regular
// expression, for those whose name matches; with `plans`, milliseconds, what PostgreSQL did where p99 is above.
import { cpus } from "node:os";
import { fillDeliveries } from "./lists/fill-deliveries.ts";
import { fillTickets } from "./lists/fill-tickets.ts";
import { measureDeliveryLists } from "./lists/measure-deliveries.ts";
import { measureTenantLists } from "./lists/measure-tenant.ts";
import { measureTicketLists } from "./lists/measure-tickets.ts";
import { openCaller } from "./lists/caller.ts";
import { openPlace } from "./lists/place.ts";

const [folder, tickets = "1000000", deliveries = "10000000", only = "", plans = "Infinity"] = process.argv.slice(2);
const sizes = { tickets: Number(tickets), deliveries: Number(deliveries) };
if (folder === undefined || !(sizes.tickets > 0) || !(sizes.deliveries > 0)) {
  console.error("Use: node bench/lists.ts <folder> [tickets] [deliveries] [only] [plans]");
  process.exit(2);
}

await using place = await openPlace(folder);
await fillTickets(place, sizes.tickets);
await fillDeliveries(place, sizes);
console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
console.log("| list | p50, ms | p99, ms | rows | calls |\n| --- | --- | --- | --- | --- |");
await using caller = await openCaller(place, { only: new RegExp(only), plansAboveMs: Number(plans) });
await measureTicketLists(place, caller);
await measureDeliveryLists(place, caller);
await measureTenantLists(place, caller);
