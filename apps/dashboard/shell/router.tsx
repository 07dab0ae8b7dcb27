// All addresses of the dashboard. A page is loaded when it is opened; what it shows (filters, the open drawer) is in the
// address, so that it can be reloaded, shared and gone back from.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { overviewQuery } from "../api/overview.ts";
import { queryClient } from "../api/query-client.ts";
import { ticketQuery } from "../api/ticket.ts";
import { readDeliverySearch } from "../deliveries/delivery-search.ts";
import { readTicketSearch } from "../tickets/ticket-search.ts";
import { readWebhookSearch, readWebhookTab } from "../webhooks/webhook-search.ts";
import { PageFault } from "./page-fault.tsx";
import { PageMissing } from "./page-missing.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";
import { Shell } from "./shell.tsx";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: PageMissing });

const at = <const Path extends string>(path: Path) => ({ getParentRoute: () => rootRoute, path });

const overviewRoute = createRoute({
  ...at("/"),
  loader: () => void queryClient.prefetchQuery(overviewQuery()),
  component: lazyRouteComponent(() => import("../overview/overview-page.tsx"), "OverviewPage"),
});
export const ticketsRoute = createRoute({
  ...at("/tickets"),
  validateSearch: readTicketSearch,
  component: lazyRouteComponent(() => import("../tickets/tickets-page.tsx"), "TicketsPage"),
});
export const ticketRoute = createRoute({
  ...at("/tickets/$ticketId"),
  // Asked for beside the page's own part, not after it; a refusal is the page's to show.
  loader: ({ params }) => void queryClient.prefetchQuery(ticketQuery(params.ticketId)),
  component: lazyRouteComponent(() => import("../tickets/ticket-page.tsx"), "TicketPage"),
});
export const webhooksRoute = createRoute({
  ...at("/settings/webhooks"),
  validateSearch: readWebhookSearch,
  component: lazyRouteComponent(() => import("../webhooks/webhooks-page.tsx"), "WebhooksPage"),
});
export const webhookRoute = createRoute({
  ...at("/settings/webhooks/$webhookId"),
  validateSearch: readWebhookTab,
  component: lazyRouteComponent(() => import("../webhooks/webhook-page.tsx"), "WebhookPage"),
});
export const deliveriesRoute = createRoute({
  ...at("/deliveries"),
  validateSearch: readDeliverySearch,
  component: lazyRouteComponent(() => import("../deliveries/deliveries-page.tsx"), "DeliveriesPage"),
});
const apiKeysRoute = createRoute({
  ...at("/settings/api-keys"),
  component: lazyRouteComponent(() => import("../access/api-keys-page.tsx"), "ApiKeysPage"),
});
const auditRoute = createRoute({
  ...at("/settings/audit-log"),
  component: lazyRouteComponent(() => import("../access/audit-log-page.tsx"), "AuditLogPage"),
});
const noticesRoute = createRoute({
  ...at("/settings/notices"),
  component: lazyRouteComponent(() => import("../access/notices-page.tsx"), "NoticesPage"),
});
const doctorRoute = createRoute({
  ...at("/tools/signature-doctor"),
  component: lazyRouteComponent(() => import("../tools/signature-doctor-page.tsx"), "SignatureDoctorPage"),
});
const binsRoute = createRoute({
  ...at("/tools/request-bins"),
  component: lazyRouteComponent(() => import("../tools/request-bins-page.tsx"), "RequestBinsPage"),
});
export const binRoute = createRoute({
  ...at("/tools/request-bins/$binId"),
  component: lazyRouteComponent(() => import("../tools/request-bin-page.tsx"), "RequestBinPage"),
});

const routeTree = rootRoute.addChildren([
  overviewRoute,
  ticketsRoute,
  ticketRoute,
  webhooksRoute,
  webhookRoute,
  deliveriesRoute,
  apiKeysRoute,
  auditRoute,
  noticesRoute,
  doctorRoute,
  binsRoute,
  binRoute,
]);

export const router = createRouter({
  routeTree,
  basepath: "/msp",
  defaultPreload: "intent",
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageFault,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
