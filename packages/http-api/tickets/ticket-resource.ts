// The routes of tickets, in the order of the reference.
import type { Resource } from "../route/route.ts";
import { addCommentRoute, listCommentsRoute } from "./comment-routes.ts";
import { listRoute, searchRoute } from "./list-routes.ts";
import { assignmentRoute, createRoute, deleteRoute, readRoute, statusRoute, updateRoute } from "./ticket-routes.ts";
import { eventsRoute, historyRoute } from "./trail-routes.ts";

export const ticketResource: Resource = {
  name: "Tickets",
  description: "Each write is one transaction: the ticket, its history and its events together.",
  routes: [
    listRoute,
    createRoute,
    searchRoute,
    readRoute,
    updateRoute,
    statusRoute,
    assignmentRoute,
    deleteRoute,
    listCommentsRoute,
    addCommentRoute,
    eventsRoute,
    historyRoute,
  ],
};
