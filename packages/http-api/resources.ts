// All resources, in the order in which the reference shows them. A new folder is added here and nowhere else.
import { apiKeyResource } from "./api-keys/api-key-routes.ts";
import { noticeResource } from "./notices/notice-routes.ts";
import { overviewResource } from "./overview/overview-routes.ts";
import { requestBinResource } from "./request-bins/bin-routes.ts";
import type { Resource } from "./route/route.ts";
import { referenceResource } from "./reference/reference-resource.ts";
import { tenantResource } from "./tenants/tenant-routes.ts";
import { ticketResource } from "./tickets/ticket-resource.ts";
import { urlCheckResource } from "./url-check/url-check-routes.ts";
import { webhookResource } from "./webhooks/webhook-resource.ts";

export const RESOURCES: readonly Resource[] = [
  ticketResource,
  webhookResource,
  urlCheckResource,
  requestBinResource,
  overviewResource,
  noticeResource,
  referenceResource,
  tenantResource,
  apiKeyResource,
];
