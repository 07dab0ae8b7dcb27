// Request bins: made, changed, emptied, deleted, and what they caught.
import { deleteBinRequests, listBinRequests } from "@ticketwire/engine/request-bin/bin-requests";
import {
  BIN_LIMITS,
  deleteBin,
  insertBin,
  listBins,
  readBin,
  updateBin,
} from "@ticketwire/engine/request-bin/request-bins";
import { apiError, notFound } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { created, list, noContent, ok } from "../route/answer.ts";
import type { Call } from "../route/call.ts";
import { createdOne, listOf, nothing, one, type Resource, route } from "../route/route.ts";
import { record, Type, Uuid } from "../route/schema.ts";
import { Bin, BinRequest, BinWish, presentBin } from "./bin-schema.ts";

const BIN_PARAMS = record({ bin_id: Uuid });

function keyOf(call: Call<{ readonly bin_id: string }>) {
  return { tenantId: call.principal.tenantId, binId: call.params.bin_id };
}

async function requireBin(call: Call<{ readonly bin_id: string }>) {
  const bin = await readBin(call.tenant, keyOf(call));
  if (bin === undefined) throw notFound("request bin", call.params.bin_id);
  return bin;
}

const createBin = route({
  method: "POST",
  path: "/request-bins",
  operationId: "createRequestBin",
  summary: "Create a request bin",
  description: `An address that takes any request and keeps the last ${BIN_LIMITS.requestsKept}, to see what is really sent.`,
  scope: "webhooks:write",
  body: BinWish,
  examples: { failing: { name: "Always fails", response_status: 500 } },
  success: createdOne("The bin.", Bin),
  errors: ["CONFLICT"],
  async handle(call) {
    const { name = "Request bin", response_status = 200, response_body = "", response_delay_ms = 0 } = call.body;
    const key = { tenantId: call.principal.tenantId, binId: call.newId };
    const before = await readBin(call.tenant, key);
    const wish = { name, response_status, response_body, response_delay_ms, now: call.now };
    const bin = before ?? (await insertBin(call.tenant, key, wish));
    if (bin === undefined)
      throw apiError("CONFLICT", `A tenant has at most ${BIN_LIMITS.binsPerTenant} request bins; delete one first.`);
    return created(presentBin(bin, call.context.baseUrl));
  },
});

const listBinsRoute = route({
  method: "GET",
  path: "/request-bins",
  operationId: "listRequestBins",
  summary: "List request bins",
  scope: "webhooks:read",
  success: one("All bins, newest first.", Type.Array(Bin)),
  async handle(call) {
    const bins = await listBins(call.tenant, call.principal.tenantId);
    return ok(bins.map((bin) => presentBin(bin, call.context.baseUrl)));
  },
});

const readBinRoute = route({
  method: "GET",
  path: "/request-bins/{bin_id}",
  operationId: "readRequestBin",
  summary: "Read a request bin",
  scope: "webhooks:read",
  params: BIN_PARAMS,
  success: one("The bin.", Bin),
  handle: async (call) => ok(presentBin(await requireBin(call), call.context.baseUrl)),
});

const updateBinRoute = route({
  method: "PUT",
  path: "/request-bins/{bin_id}",
  operationId: "updateRequestBin",
  summary: "Change a request bin",
  description: "Only the fields that are sent. The next request is answered so.",
  scope: "webhooks:write",
  params: BIN_PARAMS,
  body: BinWish,
  success: one("The bin.", Bin),
  async handle(call) {
    const bin = await updateBin(call.tenant, keyOf(call), call.body);
    if (bin === undefined) throw notFound("request bin", call.params.bin_id);
    return ok(presentBin(bin, call.context.baseUrl));
  },
});

const deleteBinRoute = route({
  method: "DELETE",
  path: "/request-bins/{bin_id}",
  operationId: "deleteRequestBin",
  summary: "Delete a request bin",
  scope: "webhooks:write",
  params: BIN_PARAMS,
  success: nothing("It is gone, with all it caught; its address answers 404."),
  async handle(call) {
    if (!(await deleteBin(call.tenant, keyOf(call)))) throw notFound("request bin", call.params.bin_id);
    return noContent();
  },
});

const listRequests = route({
  method: "GET",
  path: "/request-bins/{bin_id}/requests",
  operationId: "listBinRequests",
  summary: "List what a request bin caught",
  scope: "webhooks:read",
  params: BIN_PARAMS,
  query: record({ ...PAGE_QUERY }),
  success: listOf("Requests, newest first.", BinRequest),
  async handle(call) {
    await requireBin(call);
    const page = readPage(call.query, Type.Tuple([Uuid]));
    const slice = { limit: page.limit, offset: page.offset, before: page.after?.[0] ?? null };
    const found = await listBinRequests(call.tenant, keyOf(call), slice);
    return list(pageOf(page, { ...found, positionOf: (row): [string] => [row.request_id], present: (row) => row }));
  },
});

const emptyBin = route({
  method: "DELETE",
  path: "/request-bins/{bin_id}/requests",
  operationId: "emptyRequestBin",
  summary: "Empty a request bin",
  scope: "webhooks:write",
  params: BIN_PARAMS,
  success: nothing("It is empty."),
  async handle(call) {
    await requireBin(call);
    await deleteBinRequests(call.tenant, keyOf(call));
    return noContent();
  },
});

export const requestBinResource: Resource = {
  name: "Request bins",
  description: "Addresses that show what is sent to them, for trying out webhooks before a receiver exists.",
  routes: [createBin, listBinsRoute, readBinRoute, updateBinRoute, deleteBinRoute, listRequests, emptyBin],
};
