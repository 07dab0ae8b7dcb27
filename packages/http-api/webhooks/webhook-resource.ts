// Everything about webhooks, in the order of the reference.
import type { Resource } from "../route/route.ts";
import { actionRoutes } from "./action-routes.ts";
import { deliveryListRoutes } from "./delivery-list-routes.ts";
import { deliveryRoutes } from "./delivery-routes.ts";
import { feedRoutes } from "./feed-routes.ts";
import { figureRoutes } from "./figure-routes.ts";
import { secretRoutes } from "./secret-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

export const webhookResource: Resource = {
  name: "Webhooks",
  description: "Where events are sent, how, and what came of it. Every delivery is kept with each of its attempts.",
  routes: [
    ...webhookRoutes,
    ...actionRoutes,
    ...secretRoutes,
    ...deliveryListRoutes,
    ...deliveryRoutes,
    ...feedRoutes,
    ...figureRoutes,
  ],
};
