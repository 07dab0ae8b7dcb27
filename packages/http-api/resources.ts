// All resources, in the order in which the reference shows them. A new folder is added here and nowhere else.
import { apiKeyResource } from "./api-keys/api-key-routes.ts";
import type { Resource } from "./route/route.ts";
import { tenantResource } from "./tenants/tenant-routes.ts";

export const RESOURCES: readonly Resource[] = [tenantResource, apiKeyResource];
