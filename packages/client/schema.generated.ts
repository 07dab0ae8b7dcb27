// Generated from packages/http-api/openapi/openapi.generated.json by `npm run generate -w packages/http-api`.

export interface paths {
    readonly "/api/v1/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List API keys
         * @description Revoked and expired ones included, in the order they were made.
         *
         *     Needs the scope `admin`.
         */
        readonly get: operations["listApiKeys"];
        readonly put?: never;
        /**
         * Create an API key
         * @description Needs the scope `admin`.
         */
        readonly post: operations["createApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/api-keys/{api_key_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an API key
         * @description Needs the scope `admin`.
         */
        readonly get: operations["readApiKey"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description At once, in every process. It stays in the list.
         *
         *     Needs the scope `admin`.
         */
        readonly delete: operations["revokeApiKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit-log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List who changed what
         * @description Changes of webhooks, secrets and keys, newest first. No secret is in it.
         *
         *     Needs the scope `admin`.
         */
        readonly get: operations["listAuditLog"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/boards": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List boards
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listBoards"];
        readonly put?: never;
        /**
         * Create a board
         * @description Without statuses. The first open status made on it becomes its default.
         *
         *     Needs the scope `admin`.
         */
        readonly post: operations["createBoard"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/boards/{board_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a board
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readBoard"];
        /**
         * Change a board
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one.
         *
         *     Needs the scope `admin`.
         */
        readonly put: operations["updateBoard"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/categories/ticket": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List categories
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listCategories"];
        readonly put?: never;
        /**
         * Create a category
         * @description With `parent_category_id` a subcategory. Without `board_id` it fits every board.
         *
         *     Needs the scope `admin`.
         */
        readonly post: operations["createCategory"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/categories/ticket/{category_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a category
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readCategory"];
        /**
         * Change a category
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one. What is set at creation stays: parent_category_id, board_id.
         *
         *     Needs the scope `admin`.
         */
        readonly put: operations["updateCategory"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/clients": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List clients
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listClients"];
        readonly put?: never;
        /**
         * Create a client
         * @description Needs the scope `tickets:write`.
         */
        readonly post: operations["createClient"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/clients/{client_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a client
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readClient"];
        /**
         * Change a client
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly put: operations["updateClient"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List contacts
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listContacts"];
        readonly put?: never;
        /**
         * Create a contact
         * @description Needs the scope `tickets:write`.
         */
        readonly post: operations["createContact"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/contacts/{contact_name_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a contact
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readContact"];
        /**
         * Change a contact
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly put: operations["updateContact"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the deliveries of all webhooks
         * @description Newest event first, tests and deleted webhooks' included. Where few of very many match, a page may be short or empty and still have a `next_cursor`: there is more to look at. `meta.total_is_exact` is false when not all could be counted.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["listAllDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/deliveries/{delivery_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a delivery by its id alone
         * @description As a receiver has it from `X-Alga-Delivery-Id`, whichever webhook it was for.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["readAnyDelivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read who is calling
         * @description The tenant, user and key behind the call, and what the key may do.
         *
         *     Any valid API key.
         */
        readonly get: operations["readMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List notices to owners
         * @description Warnings and news of disabled webhooks, newest first, whether or not they were mailed.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["listNotices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/overview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the overview
         * @description Events and outcomes by minute, latency, and for each webhook how it fares and what waits. With an installation admin's key also the processes of the installation, and which of them leads.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["readOverview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/priorities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List priorities
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listPriorities"];
        readonly put?: never;
        /**
         * Create a priority
         * @description Needs the scope `admin`.
         */
        readonly post: operations["createPriority"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/priorities/{priority_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a priority
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readPriority"];
        /**
         * Change a priority
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one.
         *
         *     Needs the scope `admin`.
         */
        readonly put: operations["updatePriority"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/request-bins": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List request bins
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["listRequestBins"];
        readonly put?: never;
        /**
         * Create a request bin
         * @description An address that takes any request and keeps the last 200, to see what is really sent.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly post: operations["createRequestBin"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/request-bins/{bin_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a request bin
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["readRequestBin"];
        /**
         * Change a request bin
         * @description Only the fields that are sent. The next request is answered so.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly put: operations["updateRequestBin"];
        readonly post?: never;
        /**
         * Delete a request bin
         * @description Needs the scope `webhooks:write`.
         */
        readonly delete: operations["deleteRequestBin"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/request-bins/{bin_id}/requests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what a request bin caught
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["listBinRequests"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Empty a request bin
         * @description Needs the scope `webhooks:write`.
         */
        readonly delete: operations["emptyRequestBin"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/statuses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List statuses
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listStatuses"];
        readonly put?: never;
        /**
         * Create a status
         * @description On the tenant's default board unless `board_id` names another. The first open status of a board becomes its default.
         *
         *     Needs the scope `admin`.
         */
        readonly post: operations["createStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/statuses/{status_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a status
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readStatus"];
        /**
         * Change a status
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one. What is set at creation stays: board_id, is_closed.
         *
         *     Needs the scope `admin`.
         */
        readonly put: operations["updateStatus"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/teams": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List teams
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listTeams"];
        readonly put?: never;
        /**
         * Create a team
         * @description Needs the scope `admin`.
         */
        readonly post: operations["createTeam"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/teams/{team_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a team
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readTeam"];
        /**
         * Change a team
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one.
         *
         *     Needs the scope `admin`.
         */
        readonly put: operations["updateTeam"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tenants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List tenants
         * @description All of them for an installation admin; else the one tenant of the key.
         *
         *     Needs the scope `admin`.
         */
        readonly get: operations["listTenants"];
        readonly put?: never;
        /**
         * Create a tenant
         * @description With a default board and its statuses, priorities, a client, categories, a team, an admin user and that user's API key. For installation admins.
         *
         *     Needs the scope `admin`.
         */
        readonly post: operations["createTenant"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tenants/{tenant_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a tenant
         * @description Needs the scope `admin`.
         */
        readonly get: operations["readTenant"];
        /**
         * Change a tenant
         * @description Its name, and what new tickets take when they name no board, client or priority.
         *
         *     Needs the scope `admin`.
         */
        readonly put: operations["updateTenant"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List tickets
         * @description Filters are joined by AND. Where a `search` is for common words among very many tickets, `total` is counted so far only, and `meta.total_is_exact` is false. Going on by `next_cursor` neither skips nor repeats a ticket while tickets change; `total` is then that of the first page. A cursor lives for a day.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listTickets"];
        readonly put?: never;
        /**
         * Create a ticket
         * @description `client_id`, `board_id`, `status_id` and `priority_id` default to the tenant's. Makes `ticket.created`, then `ticket.assigned` when it has an assignee.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly post: operations["createTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{ticket_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a ticket
         * @description With an `ETag`: send it as `If-None-Match` to be answered 304 while nothing has changed.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["readTicket"];
        /**
         * Change a ticket
         * @description Any subset of fields; `null` clears one that can be empty. What is not really a change makes no event and leaves `updated_at`. A ticket that moves to another board without a `status_id` takes that board's default status. With `If-Match` it is refused (412) when the ticket has changed since.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly put: operations["updateTicket"];
        readonly post?: never;
        /**
         * Refused: tickets are closed, not deleted
         * @description Always 409, so that no change goes without an event. `details` says how to close the ticket.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly delete: operations["deleteTicket"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{ticket_id}/assignment": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Assign a ticket
         * @description Makes `ticket.updated`, then `ticket.assigned` when it is a person and another one than before.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly put: operations["assignTicket"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{ticket_id}/comments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List a ticket's comments
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["listTicketComments"];
        readonly put?: never;
        /**
         * Comment on a ticket
         * @description Moves the ticket's `version` and `updated_at`. The only event is `ticket.comment.added`.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly post: operations["addTicketComment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{ticket_id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List a ticket's events and their deliveries
         * @description Every event of the ticket that has not aged out, with each webhook that got it, how and when.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listTicketEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{ticket_id}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List a ticket's versions
         * @description What each write changed, when and by whom.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listTicketVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{ticket_id}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Set a ticket's status
         * @description Makes `ticket.updated`, then `ticket.status_changed`, then `ticket.closed` when it goes from open to closed.
         *
         *     Needs the scope `tickets:write`.
         */
        readonly put: operations["setTicketStatus"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/priorities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List priorities
         * @description In the order they were made. The same list as `GET /priorities`.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listTicketPriorities"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Search tickets
         * @description A ticket whose number was typed comes first, then the ones that changed last. Open ones only, unless `include_closed`. Of common words among very many tickets `total` is counted so far only, and `meta.total_is_exact` is false.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["searchTickets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/statuses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List statuses
         * @description In the order they were made. The same list as `GET /statuses`.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listTicketStatuses"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List users
         * @description In the order they were made.
         *
         *     Needs the scope `tickets:read`.
         */
        readonly get: operations["listUsers"];
        readonly put?: never;
        /**
         * Create a user
         * @description Needs the scope `admin`.
         */
        readonly post: operations["createUser"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users/{user_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a user
         * @description Needs the scope `tickets:read`.
         */
        readonly get: operations["readUser"];
        /**
         * Change a user
         * @description Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one.
         *
         *     Needs the scope `admin`.
         */
        readonly put: operations["updateUser"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List webhooks
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Create a webhook
         * @description The answer holds the signing secret, this once. A name that can not be resolved yet is a warning in `meta`.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a webhook
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["readWebhook"];
        /**
         * Change a webhook
         * @description Only what is sent changes. `is_active: true` enables it again, clears `auto_disabled_at` and sends what was held meanwhile, unless `resume_held` is false.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly put: operations["updateWebhook"];
        readonly post?: never;
        /**
         * Delete a webhook
         * @description Nothing more is sent to it. Its deliveries stay readable until they age out.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/analytics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a webhook's figures over time
         * @description From counters that are kept per minute; tests do not count. Default: the last 24 hours by the hour.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["readWebhookAnalytics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List deliveries
         * @description Newest event first, tests included; a deleted webhook's too. Where few of very many match, a page may be short or empty and still have a `next_cursor`: there is more to look at. `meta.total_is_exact` is false when not all could be counted.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["listDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a delivery with every attempt
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["readDelivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a delivery again
         * @description At once, with the same event and delivery id and the next attempt number, whatever it had come to; then its retry schedule starts anew.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly post: operations["retryDelivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the webhook's events in sequence
         * @description The same events as the deliveries carry, held ones too, from `after` on: a receiver that was down for any time catches up here. With `wait` the answer comes as soon as there is something new.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["readWebhookFeed"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read how a webhook is doing
         * @description Its state, what waits, the last error with advice, and the figures of the last 24 hours.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly get: operations["readWebhookHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/recover": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send what was missed
         * @description A job that goes on by itself. `failed`: what was given up. `missing`: what is held, or was never given to this webhook because it was created later or its event types or filter were other. What was delivered, or is on its way, is skipped: repeating the call sends nothing twice.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly post: operations["recoverWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/recover/{job_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the progress of a recover job
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["readRecoverJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/secret/previous": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * End the overlap of a rotation
         * @description From now on only the new secret signs. Without an overlap nothing changes.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly delete: operations["endSecretOverlap"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/secret/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate the signing secret
         * @description Until the overlap ends, both secrets sign, so a receiver can change over at any moment. `new_secret_seen_at` of the webhook says when it has.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly post: operations["rotateWebhookSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{webhook_id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a test delivery
         * @description One signed attempt now, to an inactive webhook too; never retried, never counted. With a type it carries a sample ticket, and `test_payload` takes the place of fields of its `data`, or adds some; `data.is_test` is true.
         *
         *     Needs the scope `webhooks:write`.
         */
        readonly post: operations["testWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/check-url": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Check a URL for a webhook
         * @description Looks at scheme, port and every address of the name, sends nothing, and stores nothing.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly post: operations["checkWebhookUrl"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the event types
         * @description Needs the scope `webhooks:read`.
         */
        readonly get: operations["listEventTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Explain a signature
         * @description Says why a signature is right or wrong: clock off by so many seconds, body changed after signing and how, previous secret, wrong secret, header malformed and where. Signatures are good for 300 seconds either way.
         *
         *     Needs the scope `webhooks:read`.
         */
        readonly post: operations["verifySignature"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This description, for people */
        readonly get: operations["readReference"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process lives */
        readonly get: operations["readLiveness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process can serve */
        readonly get: operations["readReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Figures for Prometheus */
        readonly get: operations["readMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This description */
        readonly get: operations["readOpenApi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly "ticket.assigned": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A ticket was assigned to a person.
         * @description Sent to webhooks that listen for `ticket.assigned`.
         */
        readonly post: operations["receiveTicketAssigned"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "ticket.closed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A ticket went from an open status to a closed one.
         * @description Sent to webhooks that listen for `ticket.closed`.
         */
        readonly post: operations["receiveTicketClosed"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "ticket.comment.added": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A comment was added to a ticket.
         * @description Sent to webhooks that listen for `ticket.comment.added`.
         */
        readonly post: operations["receiveTicketCommentAdded"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "ticket.created": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A ticket was created.
         * @description Sent to webhooks that listen for `ticket.created`.
         */
        readonly post: operations["receiveTicketCreated"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "ticket.status_changed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A ticket has another status.
         * @description Sent to webhooks that listen for `ticket.status_changed`.
         */
        readonly post: operations["receiveTicketStatusChanged"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "ticket.updated": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Fields of a ticket changed, tags included; `changes` names them.
         * @description Sent to webhooks that listen for `ticket.updated`.
         */
        readonly post: operations["receiveTicketUpdated"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "webhook.test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A test delivery without a ticket.
         * @description Sent to webhooks that listen for `webhook.test`.
         */
        readonly post: operations["receiveWebhookTest"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        /** ApiKey */
        readonly ApiKey: {
            /** Format: uuid */
            readonly api_key_id: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly expires_at: string | null;
            /** @description May make and list tenants. */
            readonly is_installation_admin: boolean;
            /**
             * @description The end of the key, to tell keys apart.
             * @example …x8Q2
             */
            readonly key_hint: string;
            /**
             * Format: date-time
             * @description Some seconds late.
             */
            readonly last_used_at: string | null;
            /** @example Integration */
            readonly name: string;
            /** @description `null`: the installation's limit; `off`: none. */
            readonly rate_limit: components["schemas"]["KeyRateLimit"] | "off" | null;
            /** Format: date-time */
            readonly revoked_at: string | null;
            readonly scopes: readonly ("tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "admin")[];
            /**
             * Format: uuid
             * @description Who acts when the key is used.
             */
            readonly user_id: string;
        };
        /** Attempt */
        readonly Attempt: {
            /** @description What to do about a failure. */
            readonly advice: string | null;
            readonly attempt_number: number;
            /** Format: date-time */
            readonly attempted_at: string;
            readonly duration_ms: number | null;
            /** @enum {string|null} */
            readonly error_class: "dns" | "connect" | "tls" | "timeout" | "refused_target" | "redirect" | "status" | "closed" | null;
            readonly error_message: string | null;
            readonly request_headers: {
                readonly [key: string]: string;
            } | null;
            readonly request_url: string | null;
            readonly response_body: string | null;
            readonly response_headers: {
                readonly [key: string]: string;
            } | null;
            readonly response_status_code: number | null;
            /** @description The answer was longer than is kept. */
            readonly response_truncated: boolean;
            readonly timing: {
                readonly connect_ms: number | null;
                readonly dns_ms: number | null;
                readonly first_byte_ms: number | null;
                readonly tls_ms: number | null;
                readonly total_ms: number | null;
            };
        };
        /** AuditEntry */
        readonly AuditEntry: {
            /** @example webhook.updated */
            readonly action: string;
            /** Format: uuid */
            readonly actor_id: string | null;
            readonly actor_name: string | null;
            /** @enum {string} */
            readonly actor_type: "user" | "process" | "installation";
            /** Format: uuid */
            readonly audit_id: string;
            readonly details: {
                readonly [key: string]: unknown;
            };
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly subject_id: string | null;
            /** @example webhook */
            readonly subject_type: string;
        };
        /** BinRequest */
        readonly BinRequest: {
            readonly body: string;
            /** @description Keys and cookies are masked. */
            readonly headers: {
                readonly [key: string]: string;
            };
            /** @description True when the body is longer than 65536 bytes. */
            readonly is_truncated: boolean;
            readonly method: string;
            readonly path: string;
            /** Format: date-time */
            readonly received_at: string;
            /** Format: uuid */
            readonly request_id: string;
            readonly response_status: number;
        };
        /** Board */
        readonly Board: {
            /** Format: uuid */
            readonly board_id: string;
            readonly board_name: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly default_status_id: string | null;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** Category */
        readonly Category: {
            /** Format: uuid */
            readonly board_id: string | null;
            /** Format: uuid */
            readonly category_id: string;
            readonly category_name: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly parent_category_id: string | null;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** Client */
        readonly Client: {
            /** Format: uuid */
            readonly client_id: string;
            readonly client_name: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** Comment */
        readonly Comment: {
            readonly author: string | null;
            /** Format: uuid */
            readonly author_id: string | null;
            /** @enum {string|null} */
            readonly author_type: "internal" | "client" | null;
            /** Format: uuid */
            readonly comment_id: string;
            readonly comment_text: string;
            /** Format: date-time */
            readonly created_at: string;
            readonly is_internal: boolean;
            readonly is_resolution: boolean;
            /** Format: uuid */
            readonly ticket_id: string;
        };
        /** CommentPayload */
        readonly CommentPayload: {
            readonly author: string | null;
            /** @enum {string|null} */
            readonly author_type: "internal" | "client" | null;
            /** Format: uuid */
            readonly comment_id: string;
            readonly is_internal: boolean;
            readonly text: string;
            /** Format: date-time */
            readonly timestamp: string;
        };
        /** Contact */
        readonly Contact: {
            /** Format: uuid */
            readonly client_id: string | null;
            /** Format: uuid */
            readonly contact_name_id: string;
            /** Format: date-time */
            readonly created_at: string;
            readonly email: string | null;
            readonly full_name: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** CreatedApiKey */
        readonly CreatedApiKey: {
            /** @description Shown this once; only its hash is kept. */
            readonly api_key: string;
            /** Format: uuid */
            readonly api_key_id: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly expires_at: string | null;
            /** @description May make and list tenants. */
            readonly is_installation_admin: boolean;
            /**
             * @description The end of the key, to tell keys apart.
             * @example …x8Q2
             */
            readonly key_hint: string;
            /**
             * Format: date-time
             * @description Some seconds late.
             */
            readonly last_used_at: string | null;
            /** @example Integration */
            readonly name: string;
            /** @description `null`: the installation's limit; `off`: none. */
            readonly rate_limit: components["schemas"]["KeyRateLimit"] | "off" | null;
            /** Format: date-time */
            readonly revoked_at: string | null;
            readonly scopes: readonly ("tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "admin")[];
            /**
             * Format: uuid
             * @description Who acts when the key is used.
             */
            readonly user_id: string;
        };
        /** CreatedTenant */
        readonly CreatedTenant: {
            /** Format: uuid */
            readonly admin_user_id: string;
            /** @description The admin's key. Shown this once; only its hash is kept. */
            readonly api_key: string;
            /** Format: uuid */
            readonly api_key_id: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly default_board_id: string | null;
            /** Format: uuid */
            readonly default_client_id: string | null;
            /** Format: uuid */
            readonly default_priority_id: string | null;
            /** @example Acme help desk */
            readonly name: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** CreatedWebhook */
        readonly CreatedWebhook: {
            /** Format: date-time */
            readonly auto_disabled_at: string | null;
            /** @enum {string} */
            readonly content_type: "application/json";
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly created_by: string | null;
            readonly custom_headers: {
                readonly [key: string]: string;
            };
            readonly description: string | null;
            readonly disabled_reason: string | null;
            readonly event_filter: components["schemas"]["EventFilter"] | null;
            readonly event_types: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added")[];
            /** @description Deliveries whose last attempt failed. */
            readonly failed_deliveries: number;
            /**
             * @description `idle`: nothing was sent yet; `failing`: the last attempts failed; `disabled`: by Ticketwire, see `disabled_reason`.
             * @enum {string}
             */
            readonly health: "idle" | "healthy" | "failing" | "paused" | "disabled";
            readonly is_active: boolean;
            /** Format: date-time */
            readonly last_delivery_at: string | null;
            /** Format: date-time */
            readonly last_failure_at: string | null;
            /** Format: date-time */
            readonly last_success_at: string | null;
            readonly max_concurrency: number;
            readonly metadata: {
                readonly [key: string]: unknown;
            };
            /** @enum {string} */
            readonly method: "POST";
            /** @example CRM */
            readonly name: string;
            /** Format: date-time */
            readonly new_secret_seen_at: string | null;
            /** @enum {string} */
            readonly ordering: "none" | "ticket";
            readonly payload_fields: {
                readonly ticket: readonly string[];
            } | null;
            /** @enum {string} */
            readonly payload_format: "json";
            /** Format: date-time */
            readonly previous_secret_expires_at: string | null;
            readonly rate_limit: {
                readonly burst_limit: number;
                readonly requests_per_minute: number;
            } | null;
            readonly retry_config: {
                readonly backoff_multiplier: number;
                readonly initial_delay: number;
                readonly max_attempts: number;
                readonly max_delay: number;
                /** @enum {string} */
                readonly strategy: "exponential_backoff" | "linear_backoff" | "fixed_interval";
                readonly timeout: number;
            } | null;
            readonly retry_schedule: readonly number[];
            /** Format: date-time */
            readonly secret_rotated_at: string | null;
            /** @description Shown this once: 32 random bytes, base64url; its text is the key. */
            readonly signing_secret: string;
            /**
             * @description The same secret for Standard Webhooks libraries.
             * @example whsec_…
             */
            readonly standard_webhooks_secret: string;
            readonly successful_deliveries: number;
            readonly tags: readonly string[];
            /** Format: uuid */
            readonly tenant: string;
            readonly timeout_ms: number;
            /** @description Deliveries attempted at least once; tests do not count. */
            readonly total_deliveries: number;
            /** Format: date-time */
            readonly updated_at: string;
            /** @example https://hooks.example.com/ticketwire */
            readonly url: string;
            readonly verify_ssl: boolean;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** Delivery */
        readonly Delivery: {
            /** @description Attempts so far. */
            readonly attempt_number: number;
            /** Format: date-time */
            readonly attempted_at: string | null;
            /** Format: date-time */
            readonly completed_at: string | null;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly delivery_id: string;
            readonly duration_ms: number | null;
            /** @enum {string|null} */
            readonly error_class: "dns" | "connect" | "tls" | "timeout" | "refused_target" | "redirect" | "status" | "closed" | null;
            readonly error_message: string | null;
            /** Format: uuid */
            readonly event_id: string;
            /** @example ticket.created */
            readonly event_type: string;
            readonly is_test: boolean;
            /** Format: date-time */
            readonly next_retry_at: string | null;
            readonly reason: string | null;
            /** @description The bytes that are sent; `null` when the event has aged out. */
            readonly request_body: string | null;
            readonly request_headers: {
                readonly [key: string]: string;
            } | null;
            readonly request_url: string | null;
            readonly response_body: string | null;
            readonly response_headers: {
                readonly [key: string]: string;
            } | null;
            readonly response_status_code: number | null;
            /** @description The answer was longer than is kept. */
            readonly response_truncated: boolean;
            readonly sequence: number | null;
            /** @enum {string} */
            readonly status: "pending" | "delivered" | "retrying" | "abandoned" | "held";
            /** Format: uuid */
            readonly ticket_id: string | null;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** DeliveryWithAttempts */
        readonly DeliveryWithAttempts: {
            /** @description Attempts so far. */
            readonly attempt_number: number;
            /** Format: date-time */
            readonly attempted_at: string | null;
            readonly attempts: readonly components["schemas"]["Attempt"][];
            /** Format: date-time */
            readonly completed_at: string | null;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly delivery_id: string;
            readonly duration_ms: number | null;
            /** @enum {string|null} */
            readonly error_class: "dns" | "connect" | "tls" | "timeout" | "refused_target" | "redirect" | "status" | "closed" | null;
            readonly error_message: string | null;
            /** Format: uuid */
            readonly event_id: string;
            /** @example ticket.created */
            readonly event_type: string;
            readonly is_test: boolean;
            /** Format: date-time */
            readonly next_retry_at: string | null;
            readonly reason: string | null;
            /** @description The bytes that are sent; `null` when the event has aged out. */
            readonly request_body: string | null;
            readonly request_headers: {
                readonly [key: string]: string;
            } | null;
            readonly request_url: string | null;
            readonly response_body: string | null;
            readonly response_headers: {
                readonly [key: string]: string;
            } | null;
            readonly response_status_code: number | null;
            /** @description The answer was longer than is kept. */
            readonly response_truncated: boolean;
            readonly sequence: number | null;
            /** @enum {string} */
            readonly status: "pending" | "delivered" | "retrying" | "abandoned" | "held";
            /** Format: uuid */
            readonly ticket_id: string | null;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** Error */
        readonly Error: {
            readonly error: {
                /** @enum {string} */
                readonly code: "VALIDATION_ERROR" | "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "CONFLICT" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "IDEMPOTENCY_MISMATCH" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "INTERNAL_ERROR" | "UNAVAILABLE";
                /** @description With VALIDATION_ERROR the list of findings, else an object that depends on the code. */
                readonly details?: readonly components["schemas"]["ErrorFinding"][] | {
                    readonly [key: string]: unknown;
                };
                readonly message: string;
            };
        };
        /** ErrorFinding */
        readonly ErrorFinding: {
            /** @description A stable word for what is wrong, such as `required` or `unknown_field`. */
            readonly code: string;
            readonly message: string;
            /** @description The field, parameter or header; inner ones with dots: `inner.0.name`. */
            readonly path: string;
        };
        /**
         * EventFilter
         * @description All parts have to hold; a part that is left out or empty asks for nothing.
         */
        readonly EventFilter: {
            /** @description All of them hold. */
            readonly conditions?: readonly {
                /**
                 * @description A field of `data`, `comment.<field>`, `attributes.<name>`, or `changes` for the names of changed fields.
                 * @example priority_name
                 */
                readonly field: string;
                /** @enum {string} */
                readonly operator: "equals" | "not_equals" | "contains" | "not_contains" | "greater_than" | "less_than" | "in" | "not_in";
                /** @example High */
                readonly value: (string | number | boolean | null) | readonly (string | number | boolean | null)[];
            }[];
            /** @description Tickets; one of them. */
            readonly entity_ids?: readonly string[];
            /** @description The ticket has one of them. */
            readonly tags?: readonly string[];
        };
        /** FeedEntry */
        readonly FeedEntry: {
            /** Format: uuid */
            readonly delivery_id: string;
            /** @description The same envelope as the delivery's body. */
            readonly event: {
                readonly data: {
                    readonly [key: string]: unknown;
                };
                /** Format: uuid */
                readonly event_id: string;
                readonly event_type: string;
                /** Format: date-time */
                readonly occurred_at: string;
                /** Format: uuid */
                readonly tenant_id: string;
            };
            readonly sequence: number;
            /** @enum {string} */
            readonly status: "pending" | "delivered" | "retrying" | "abandoned" | "held";
        };
        /**
         * FieldChange
         * @description A cleared value is `null`.
         */
        readonly FieldChange: {
            readonly new: unknown;
            readonly previous: unknown;
        };
        /** KeyRateLimit */
        readonly KeyRateLimit: {
            /** @description Calls that may come at once. */
            readonly burst: number;
            /** @description Calls that come back a minute. */
            readonly per_minute: number;
        };
        /**
         * LatencyPercentiles
         * @description Milliseconds.
         */
        readonly LatencyPercentiles: {
            readonly p50: number | null;
            readonly p95: number | null;
            readonly p99: number | null;
        };
        /** Me */
        readonly Me: {
            readonly api_key: {
                /** Format: uuid */
                readonly api_key_id: string;
                readonly key_hint: string;
                readonly name: string;
            };
            readonly is_installation_admin: boolean;
            readonly scopes: readonly string[];
            readonly tenant: {
                readonly name: string;
                /** Format: uuid */
                readonly tenant_id: string;
            };
            readonly user: {
                readonly email: string;
                readonly name: string;
                /** Format: uuid */
                readonly user_id: string;
            };
        };
        /** Notice */
        readonly Notice: {
            readonly body: string;
            /** Format: date-time */
            readonly created_at: string;
            /** @enum {string} */
            readonly kind: "webhook_failing" | "webhook_disabled" | "webhook_gone";
            /** Format: uuid */
            readonly notice_id: string;
            readonly recipient: string | null;
            readonly send_attempts: number;
            readonly send_error: string | null;
            /** Format: date-time */
            readonly sent_at: string | null;
            /**
             * @description `kept`: no mail is sent here; `failed`: given up, see `send_error`.
             * @enum {string}
             */
            readonly state: "kept" | "waiting" | "sent" | "failed";
            readonly subject: string;
            /** Format: uuid */
            readonly webhook_id: string | null;
        };
        /** Overview */
        readonly Overview: {
            /** Format: date-time */
            readonly from: string;
            readonly latency_ms: components["schemas"]["LatencyPercentiles"];
            /** Format: date-time */
            readonly oldest_waiting_event_at: string | null;
            /** @description Null unless the key is an installation admin's. */
            readonly processes: readonly components["schemas"]["OverviewProcess"][] | null;
            /** @description One entry a minute, without holes. */
            readonly timeline: readonly components["schemas"]["OverviewMinute"][];
            /** Format: date-time */
            readonly to: string;
            readonly totals: {
                readonly abandoned: number;
                readonly delivered: number;
                readonly events: number;
                readonly failed: number;
                /** @description Successful attempts among all; null: none. */
                readonly success_rate: number | null;
            };
            /** @description Committed, not yet given to webhooks; at most 10000. */
            readonly waiting_events: number;
            /** @description What waits is counted up to 10000 each. */
            readonly webhooks: readonly components["schemas"]["OverviewWebhook"][];
        };
        /** OverviewMinute */
        readonly OverviewMinute: {
            readonly abandoned: number;
            readonly delivered: number;
            readonly events: number;
            readonly failed: number;
            /** Format: date-time */
            readonly start: string;
        };
        /** OverviewProcess */
        readonly OverviewProcess: {
            readonly is_alive: boolean;
            /** @description Gives new events to webhooks. */
            readonly is_leader: boolean;
            /** @description Webhooks whose deliveries it sends now. */
            readonly lanes: number;
            /** Format: date-time */
            readonly lease_until: string;
            readonly name: string;
            /** Format: uuid */
            readonly process_id: string;
            readonly role: string;
            /** Format: date-time */
            readonly started_at: string;
        };
        /** OverviewWebhook */
        readonly OverviewWebhook: {
            readonly abandoned: number;
            /** Format: date-time */
            readonly blocked_until: string | null;
            readonly delivered: number;
            readonly delivered_by_minute: readonly number[];
            readonly disabled_reason: string | null;
            readonly failed: number;
            readonly failed_by_minute: readonly number[];
            /** Format: date-time */
            readonly failing_since: string | null;
            /** @enum {string} */
            readonly health: "idle" | "healthy" | "failing" | "paused" | "disabled";
            readonly held: number;
            readonly is_active: boolean;
            readonly latency_ms: components["schemas"]["LatencyPercentiles"];
            readonly name: string;
            /** Format: date-time */
            readonly next_retry_at: string | null;
            /** Format: date-time */
            readonly oldest_waiting_at: string | null;
            readonly pending: number;
            readonly retrying: number;
            /** @description Successful attempts among all; null: none. */
            readonly success_rate: number | null;
            readonly url: string;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** Pagination */
        readonly Pagination: {
            readonly hasNext: boolean;
            readonly hasPrev: boolean;
            readonly limit: number;
            readonly next_cursor: string | null;
            readonly page: number;
            readonly total: number;
            readonly totalPages: number;
        };
        /** Priority */
        readonly Priority: {
            /** Format: date-time */
            readonly created_at: string;
            readonly order_number: number;
            /** Format: uuid */
            readonly priority_id: string;
            readonly priority_name: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** Problem */
        readonly Problem: {
            /** @enum {string} */
            readonly code: "VALIDATION_ERROR" | "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "CONFLICT" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "IDEMPOTENCY_MISMATCH" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "INTERNAL_ERROR" | "UNAVAILABLE";
            readonly detail: string;
            /** @description With VALIDATION_ERROR the list of findings, else an object that depends on the code. */
            readonly details?: readonly components["schemas"]["ErrorFinding"][] | {
                readonly [key: string]: unknown;
            };
            readonly instance: string;
            readonly request_id: string;
            readonly status: number;
            readonly title: string;
            readonly type: string;
        };
        /** RecoverJob */
        readonly RecoverJob: {
            /** Format: date-time */
            readonly created_at: string;
            readonly dry_run: boolean;
            readonly error: string | null;
            readonly event_types: readonly string[] | null;
            /** Format: date-time */
            readonly finished_at: string | null;
            /** Format: uuid */
            readonly job_id: string;
            /**
             * @description `release`: made when a webhook is enabled again.
             * @enum {string}
             */
            readonly kind: "recover" | "release";
            /** @description Events found so far: those sent and those skipped. */
            readonly matched: number;
            /** @enum {string} */
            readonly only: "failed" | "missing" | "all";
            /** @description In a dry run: how many would be sent. */
            readonly sent: number;
            /** Format: date-time */
            readonly since: string | null;
            /** @description Delivered already, or on their way. */
            readonly skipped: number;
            /** @enum {string} */
            readonly status: "queued" | "running" | "done" | "failed";
            readonly ticket_ids: readonly string[] | null;
            /** Format: date-time */
            readonly until: string | null;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** RequestBin */
        readonly RequestBin: {
            /** Format: uuid */
            readonly bin_id: string;
            /** Format: date-time */
            readonly created_at: string;
            readonly name: string;
            /**
             * @description Body of its answers.
             * @default
             */
            readonly response_body: string;
            /**
             * @description Wait before.
             * @default 0
             */
            readonly response_delay_ms: number;
            /**
             * @description Status of its answers.
             * @default 200
             */
            readonly response_status: number;
            readonly total_requests: number;
            /** @description Takes any request, without a key. Who knows it can send to it. */
            readonly url: string;
        };
        /** RotatedSecret */
        readonly RotatedSecret: {
            /** Format: date-time */
            readonly previous_secret_expires_at: string | null;
            /** @description Shown this once: 32 random bytes, base64url; its text is the key. */
            readonly signing_secret: string;
            /**
             * @description The same secret for Standard Webhooks libraries.
             * @example whsec_…
             */
            readonly standard_webhooks_secret: string;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** SignatureVerification */
        readonly SignatureVerification: {
            readonly age_seconds: number | null;
            /** @description The reason in words, with what to do. */
            readonly message: string;
            /** @enum {string} */
            readonly reason: "valid" | "previous_secret" | "clock_skew" | "body_changed" | "wrong_secret" | "other_recipe" | "malformed_header";
            /** @enum {string|null} */
            readonly secret: "current" | "previous" | null;
            /** Format: date-time */
            readonly signed_at: string | null;
            /** @description Whether a receiver with the webhook's secrets takes it. */
            readonly valid: boolean;
        };
        /** Status */
        readonly Status: {
            /** Format: uuid */
            readonly board_id: string;
            /** Format: date-time */
            readonly created_at: string;
            readonly is_closed: boolean;
            readonly name: string;
            readonly order_number: number;
            /** Format: uuid */
            readonly status_id: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** Team */
        readonly Team: {
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly team_id: string;
            readonly team_name: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        /** Tenant */
        readonly Tenant: {
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly default_board_id: string | null;
            /** Format: uuid */
            readonly default_client_id: string | null;
            /** Format: uuid */
            readonly default_priority_id: string | null;
            /** @example Acme help desk */
            readonly name: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** TestResult */
        readonly TestResult: {
            readonly advice: string | null;
            /** Format: uuid */
            readonly delivery_id: string;
            /** @enum {string|null} */
            readonly error_class: "dns" | "connect" | "tls" | "timeout" | "refused_target" | "redirect" | "status" | "closed" | null;
            readonly error_message: string | null;
            readonly response_body: string | null;
            readonly response_time_ms: number;
            readonly status_code: number | null;
            readonly success: boolean;
            /** Format: uuid */
            readonly test_id: string;
            /** Format: date-time */
            readonly tested_at: string;
        };
        /** Ticket */
        readonly Ticket: {
            /** Format: uuid */
            readonly assigned_team_id: string | null;
            /** Format: uuid */
            readonly assigned_to: string | null;
            readonly assigned_to_name: string | null;
            /** @description Fields of your own. */
            readonly attributes: {
                readonly [key: string]: unknown;
            };
            /** Format: uuid */
            readonly board_id: string;
            readonly board_name: string;
            /** Format: uuid */
            readonly category_id: string | null;
            /** Format: uuid */
            readonly client_id: string;
            readonly client_name: string;
            /** Format: date-time */
            readonly closed_at: string | null;
            readonly contact_email: string | null;
            readonly contact_name: string | null;
            /** Format: uuid */
            readonly contact_name_id: string | null;
            readonly description: string | null;
            /** Format: date-time */
            readonly due_date: string | null;
            /** Format: date-time */
            readonly entered_at: string;
            readonly is_closed: boolean;
            /** Format: uuid */
            readonly location_id: string | null;
            /** Format: uuid */
            readonly priority_id: string;
            readonly priority_name: string;
            /** Format: uuid */
            readonly status_id: string;
            readonly status_name: string;
            /** Format: uuid */
            readonly subcategory_id: string | null;
            readonly tags: readonly string[];
            /** Format: uuid */
            readonly ticket_id: string;
            /**
             * @description Unique in the tenant.
             * @example TKT-1042
             */
            readonly ticket_number: string;
            /** @example Printer is on fire */
            readonly title: string;
            /**
             * Format: date-time
             * @description Moves strictly forward with every change.
             */
            readonly updated_at: string;
            /** @description A page that opens the ticket. */
            readonly url: string;
            /** @description 1 at creation; one more with every write that changed something. */
            readonly version: number;
        };
        /** TicketAssignedEvent */
        readonly TicketAssignedEvent: {
            readonly data: {
                /** Format: uuid */
                readonly assigned_team_id?: string | null;
                /** Format: uuid */
                readonly assigned_to?: string | null;
                readonly assigned_to_name?: string | null;
                /** @description Fields of your own. */
                readonly attributes?: {
                    readonly [key: string]: unknown;
                };
                /** Format: uuid */
                readonly board_id?: string;
                readonly board_name?: string;
                /** Format: uuid */
                readonly category_id?: string | null;
                /** Format: uuid */
                readonly client_id?: string;
                readonly client_name?: string;
                /** Format: date-time */
                readonly closed_at?: string | null;
                readonly contact_email?: string | null;
                readonly contact_name?: string | null;
                /** Format: uuid */
                readonly contact_name_id?: string | null;
                readonly description?: string | null;
                /** Format: date-time */
                readonly due_date?: string | null;
                /** Format: date-time */
                readonly entered_at?: string;
                readonly is_closed?: boolean;
                /** @description Only on test deliveries. */
                readonly is_test?: boolean;
                /** Format: uuid */
                readonly location_id?: string | null;
                /** Format: uuid */
                readonly priority_id?: string;
                readonly priority_name?: string;
                /** Format: uuid */
                readonly status_id?: string;
                readonly status_name?: string;
                /** Format: uuid */
                readonly subcategory_id?: string | null;
                readonly suppress_contact_notifications?: boolean;
                readonly suppress_internal_notifications?: boolean;
                readonly tags?: readonly string[];
                /** Format: uuid */
                readonly ticket_id: string;
                /**
                 * @description Unique in the tenant.
                 * @example TKT-1042
                 */
                readonly ticket_number?: string;
                /** @example Printer is on fire */
                readonly title?: string;
                /**
                 * Format: date-time
                 * @description Moves strictly forward with every change.
                 */
                readonly updated_at?: string;
                /** @description A page that opens the ticket. */
                readonly url?: string;
                /** @description 1 at creation; one more with every write that changed something. */
                readonly version?: number;
            };
            /**
             * Format: uuid
             * @description Equal over retries and replays: the idempotency key.
             */
            readonly event_id: string;
            /** @constant */
            readonly event_type: "ticket.assigned";
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** TicketClosedEvent */
        readonly TicketClosedEvent: {
            readonly data: {
                /** Format: uuid */
                readonly assigned_team_id?: string | null;
                /** Format: uuid */
                readonly assigned_to?: string | null;
                readonly assigned_to_name?: string | null;
                /** @description Fields of your own. */
                readonly attributes?: {
                    readonly [key: string]: unknown;
                };
                /** Format: uuid */
                readonly board_id?: string;
                readonly board_name?: string;
                /** Format: uuid */
                readonly category_id?: string | null;
                /** Format: uuid */
                readonly client_id?: string;
                readonly client_name?: string;
                /** Format: date-time */
                readonly closed_at?: string;
                readonly contact_email?: string | null;
                readonly contact_name?: string | null;
                /** Format: uuid */
                readonly contact_name_id?: string | null;
                readonly description?: string | null;
                /** Format: date-time */
                readonly due_date?: string | null;
                /** Format: date-time */
                readonly entered_at?: string;
                /** @constant */
                readonly is_closed?: true;
                /** @description Only on test deliveries. */
                readonly is_test?: boolean;
                /** Format: uuid */
                readonly location_id?: string | null;
                /** Format: uuid */
                readonly priority_id?: string;
                readonly priority_name?: string;
                /** Format: uuid */
                readonly status_id?: string;
                readonly status_name?: string;
                /** Format: uuid */
                readonly subcategory_id?: string | null;
                readonly suppress_contact_notifications?: boolean;
                readonly suppress_internal_notifications?: boolean;
                readonly tags?: readonly string[];
                /** Format: uuid */
                readonly ticket_id: string;
                /**
                 * @description Unique in the tenant.
                 * @example TKT-1042
                 */
                readonly ticket_number?: string;
                /** @example Printer is on fire */
                readonly title?: string;
                /**
                 * Format: date-time
                 * @description Moves strictly forward with every change.
                 */
                readonly updated_at?: string;
                /** @description A page that opens the ticket. */
                readonly url?: string;
                /** @description 1 at creation; one more with every write that changed something. */
                readonly version?: number;
            };
            /**
             * Format: uuid
             * @description Equal over retries and replays: the idempotency key.
             */
            readonly event_id: string;
            /** @constant */
            readonly event_type: "ticket.closed";
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** TicketCommentAddedEvent */
        readonly TicketCommentAddedEvent: {
            readonly data: {
                /** Format: uuid */
                readonly assigned_team_id?: string | null;
                /** Format: uuid */
                readonly assigned_to?: string | null;
                readonly assigned_to_name?: string | null;
                /** @description Fields of your own. */
                readonly attributes?: {
                    readonly [key: string]: unknown;
                };
                /** Format: uuid */
                readonly board_id?: string;
                readonly board_name?: string;
                /** Format: uuid */
                readonly category_id?: string | null;
                /** Format: uuid */
                readonly client_id?: string;
                readonly client_name?: string;
                /** Format: date-time */
                readonly closed_at?: string | null;
                readonly comment?: components["schemas"]["CommentPayload"];
                readonly contact_email?: string | null;
                readonly contact_name?: string | null;
                /** Format: uuid */
                readonly contact_name_id?: string | null;
                readonly description?: string | null;
                /** Format: date-time */
                readonly due_date?: string | null;
                /** Format: date-time */
                readonly entered_at?: string;
                readonly is_closed?: boolean;
                /** @description Only on test deliveries. */
                readonly is_test?: boolean;
                /** Format: uuid */
                readonly location_id?: string | null;
                /** Format: uuid */
                readonly priority_id?: string;
                readonly priority_name?: string;
                /** Format: uuid */
                readonly status_id?: string;
                readonly status_name?: string;
                /** Format: uuid */
                readonly subcategory_id?: string | null;
                readonly suppress_contact_notifications?: boolean;
                readonly suppress_internal_notifications?: boolean;
                readonly tags?: readonly string[];
                /** Format: uuid */
                readonly ticket_id: string;
                /**
                 * @description Unique in the tenant.
                 * @example TKT-1042
                 */
                readonly ticket_number?: string;
                /** @example Printer is on fire */
                readonly title?: string;
                /**
                 * Format: date-time
                 * @description Moves strictly forward with every change.
                 */
                readonly updated_at?: string;
                /** @description A page that opens the ticket. */
                readonly url?: string;
                /** @description 1 at creation; one more with every write that changed something. */
                readonly version?: number;
            };
            /**
             * Format: uuid
             * @description Equal over retries and replays: the idempotency key.
             */
            readonly event_id: string;
            /** @constant */
            readonly event_type: "ticket.comment.added";
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** TicketCreatedEvent */
        readonly TicketCreatedEvent: {
            readonly data: {
                /** Format: uuid */
                readonly assigned_team_id?: string | null;
                /** Format: uuid */
                readonly assigned_to?: string | null;
                readonly assigned_to_name?: string | null;
                /** @description Fields of your own. */
                readonly attributes?: {
                    readonly [key: string]: unknown;
                };
                /** Format: uuid */
                readonly board_id?: string;
                readonly board_name?: string;
                /** Format: uuid */
                readonly category_id?: string | null;
                /** Format: uuid */
                readonly client_id?: string;
                readonly client_name?: string;
                /** Format: date-time */
                readonly closed_at?: string | null;
                readonly contact_email?: string | null;
                readonly contact_name?: string | null;
                /** Format: uuid */
                readonly contact_name_id?: string | null;
                readonly description?: string | null;
                /** Format: date-time */
                readonly due_date?: string | null;
                /** Format: date-time */
                readonly entered_at?: string;
                readonly is_closed?: boolean;
                /** @description Only on test deliveries. */
                readonly is_test?: boolean;
                /** Format: uuid */
                readonly location_id?: string | null;
                /** Format: uuid */
                readonly priority_id?: string;
                readonly priority_name?: string;
                /** Format: uuid */
                readonly status_id?: string;
                readonly status_name?: string;
                /** Format: uuid */
                readonly subcategory_id?: string | null;
                readonly suppress_contact_notifications?: boolean;
                readonly suppress_internal_notifications?: boolean;
                readonly tags?: readonly string[];
                /** Format: uuid */
                readonly ticket_id: string;
                /**
                 * @description Unique in the tenant.
                 * @example TKT-1042
                 */
                readonly ticket_number?: string;
                /** @example Printer is on fire */
                readonly title?: string;
                /**
                 * Format: date-time
                 * @description Moves strictly forward with every change.
                 */
                readonly updated_at?: string;
                /** @description A page that opens the ticket. */
                readonly url?: string;
                /** @description 1 at creation; one more with every write that changed something. */
                readonly version?: number;
            };
            /**
             * Format: uuid
             * @description Equal over retries and replays: the idempotency key.
             */
            readonly event_id: string;
            /** @constant */
            readonly event_type: "ticket.created";
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** TicketEvent */
        readonly TicketEvent: {
            /** @description As it was frozen with the change. */
            readonly data: {
                readonly [key: string]: unknown;
            };
            /** @description Empty when no webhook matched, or while it waits. */
            readonly deliveries: readonly components["schemas"]["TrailDelivery"][];
            /** Format: uuid */
            readonly event_id: string;
            readonly event_type: string;
            /** @description Not yet given to the webhooks that match. */
            readonly is_waiting: boolean;
            /** Format: date-time */
            readonly occurred_at: string;
        };
        /** TicketStatusChangedEvent */
        readonly TicketStatusChangedEvent: {
            readonly data: {
                /** Format: uuid */
                readonly assigned_team_id?: string | null;
                /** Format: uuid */
                readonly assigned_to?: string | null;
                readonly assigned_to_name?: string | null;
                /** @description Fields of your own. */
                readonly attributes?: {
                    readonly [key: string]: unknown;
                };
                /** Format: uuid */
                readonly board_id?: string;
                readonly board_name?: string;
                /** Format: uuid */
                readonly category_id?: string | null;
                /** Format: uuid */
                readonly client_id?: string;
                readonly client_name?: string;
                /** Format: date-time */
                readonly closed_at?: string | null;
                readonly contact_email?: string | null;
                readonly contact_name?: string | null;
                /** Format: uuid */
                readonly contact_name_id?: string | null;
                readonly description?: string | null;
                /** Format: date-time */
                readonly due_date?: string | null;
                /** Format: date-time */
                readonly entered_at?: string;
                readonly is_closed?: boolean;
                /** @description Only on test deliveries. */
                readonly is_test?: boolean;
                /** Format: uuid */
                readonly location_id?: string | null;
                /** Format: uuid */
                readonly previous_status_id?: string;
                readonly previous_status_name?: string;
                /** Format: uuid */
                readonly priority_id?: string;
                readonly priority_name?: string;
                /** Format: uuid */
                readonly status_id?: string;
                readonly status_name?: string;
                /** Format: uuid */
                readonly subcategory_id?: string | null;
                readonly suppress_contact_notifications?: boolean;
                readonly suppress_internal_notifications?: boolean;
                readonly tags?: readonly string[];
                /** Format: uuid */
                readonly ticket_id: string;
                /**
                 * @description Unique in the tenant.
                 * @example TKT-1042
                 */
                readonly ticket_number?: string;
                /** @example Printer is on fire */
                readonly title?: string;
                /**
                 * Format: date-time
                 * @description Moves strictly forward with every change.
                 */
                readonly updated_at?: string;
                /** @description A page that opens the ticket. */
                readonly url?: string;
                /** @description 1 at creation; one more with every write that changed something. */
                readonly version?: number;
            };
            /**
             * Format: uuid
             * @description Equal over retries and replays: the idempotency key.
             */
            readonly event_id: string;
            /** @constant */
            readonly event_type: "ticket.status_changed";
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** TicketUpdatedEvent */
        readonly TicketUpdatedEvent: {
            readonly data: {
                /** Format: uuid */
                readonly assigned_team_id?: string | null;
                /** Format: uuid */
                readonly assigned_to?: string | null;
                readonly assigned_to_name?: string | null;
                /** @description Fields of your own. */
                readonly attributes?: {
                    readonly [key: string]: unknown;
                };
                /** Format: uuid */
                readonly board_id?: string;
                readonly board_name?: string;
                /** Format: uuid */
                readonly category_id?: string | null;
                /** @description Each stored field that changed. */
                readonly changes?: {
                    readonly [key: string]: components["schemas"]["FieldChange"];
                };
                /** Format: uuid */
                readonly client_id?: string;
                readonly client_name?: string;
                /** Format: date-time */
                readonly closed_at?: string | null;
                readonly contact_email?: string | null;
                readonly contact_name?: string | null;
                /** Format: uuid */
                readonly contact_name_id?: string | null;
                readonly description?: string | null;
                /** Format: date-time */
                readonly due_date?: string | null;
                /** Format: date-time */
                readonly entered_at?: string;
                readonly is_closed?: boolean;
                /** @description Only on test deliveries. */
                readonly is_test?: boolean;
                /** Format: uuid */
                readonly location_id?: string | null;
                /** Format: uuid */
                readonly priority_id?: string;
                readonly priority_name?: string;
                /** Format: uuid */
                readonly status_id?: string;
                readonly status_name?: string;
                /** Format: uuid */
                readonly subcategory_id?: string | null;
                readonly suppress_contact_notifications?: boolean;
                readonly suppress_internal_notifications?: boolean;
                readonly tags?: readonly string[];
                /** Format: uuid */
                readonly ticket_id: string;
                /**
                 * @description Unique in the tenant.
                 * @example TKT-1042
                 */
                readonly ticket_number?: string;
                /** @example Printer is on fire */
                readonly title?: string;
                /**
                 * Format: date-time
                 * @description Moves strictly forward with every change.
                 */
                readonly updated_at?: string;
                /** @description A page that opens the ticket. */
                readonly url?: string;
                /** @description 1 at creation; one more with every write that changed something. */
                readonly version?: number;
            };
            /**
             * Format: uuid
             * @description Equal over retries and replays: the idempotency key.
             */
            readonly event_id: string;
            /** @constant */
            readonly event_type: "ticket.updated";
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
        /** TicketVersion */
        readonly TicketVersion: {
            /** Format: date-time */
            readonly changed_at: string;
            /** Format: uuid */
            readonly changed_by: string | null;
            readonly changed_by_name: string | null;
            /** @description Empty at version 1; `closed_at` included, `comment_id` for a comment. */
            readonly changes: {
                readonly [key: string]: components["schemas"]["FieldChange"];
            };
            readonly version: number;
        };
        /** TrailDelivery */
        readonly TrailDelivery: {
            readonly attempts: number;
            /** Format: date-time */
            readonly completed_at: string | null;
            /** Format: uuid */
            readonly delivery_id: string;
            /** Format: date-time */
            readonly next_retry_at: string | null;
            readonly reason: string | null;
            /** @enum {string} */
            readonly status: "pending" | "delivered" | "retrying" | "abandoned" | "held";
            /** Format: uuid */
            readonly webhook_id: string;
            readonly webhook_name: string;
        };
        /** UrlCheck */
        readonly UrlCheck: {
            /** @description A stable word for the reason or the warning. */
            readonly code: string | null;
            readonly is_allowed: boolean;
            /** @description Why it is refused, or what to expect. */
            readonly message: string | null;
        };
        /** User */
        readonly User: {
            /** Format: date-time */
            readonly created_at: string;
            readonly email: string;
            readonly first_name: string;
            readonly is_active: boolean;
            readonly last_name: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** Format: uuid */
            readonly user_id: string;
        };
        /** Webhook */
        readonly Webhook: {
            /** Format: date-time */
            readonly auto_disabled_at: string | null;
            /** @enum {string} */
            readonly content_type: "application/json";
            /** Format: date-time */
            readonly created_at: string;
            /** Format: uuid */
            readonly created_by: string | null;
            readonly custom_headers: {
                readonly [key: string]: string;
            };
            readonly description: string | null;
            readonly disabled_reason: string | null;
            readonly event_filter: components["schemas"]["EventFilter"] | null;
            readonly event_types: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added")[];
            /** @description Deliveries whose last attempt failed. */
            readonly failed_deliveries: number;
            /**
             * @description `idle`: nothing was sent yet; `failing`: the last attempts failed; `disabled`: by Ticketwire, see `disabled_reason`.
             * @enum {string}
             */
            readonly health: "idle" | "healthy" | "failing" | "paused" | "disabled";
            readonly is_active: boolean;
            /** Format: date-time */
            readonly last_delivery_at: string | null;
            /** Format: date-time */
            readonly last_failure_at: string | null;
            /** Format: date-time */
            readonly last_success_at: string | null;
            readonly max_concurrency: number;
            readonly metadata: {
                readonly [key: string]: unknown;
            };
            /** @enum {string} */
            readonly method: "POST";
            /** @example CRM */
            readonly name: string;
            /** Format: date-time */
            readonly new_secret_seen_at: string | null;
            /** @enum {string} */
            readonly ordering: "none" | "ticket";
            readonly payload_fields: {
                readonly ticket: readonly string[];
            } | null;
            /** @enum {string} */
            readonly payload_format: "json";
            /** Format: date-time */
            readonly previous_secret_expires_at: string | null;
            readonly rate_limit: {
                readonly burst_limit: number;
                readonly requests_per_minute: number;
            } | null;
            readonly retry_config: {
                readonly backoff_multiplier: number;
                readonly initial_delay: number;
                readonly max_attempts: number;
                readonly max_delay: number;
                /** @enum {string} */
                readonly strategy: "exponential_backoff" | "linear_backoff" | "fixed_interval";
                readonly timeout: number;
            } | null;
            readonly retry_schedule: readonly number[];
            /** Format: date-time */
            readonly secret_rotated_at: string | null;
            readonly successful_deliveries: number;
            readonly tags: readonly string[];
            /** Format: uuid */
            readonly tenant: string;
            readonly timeout_ms: number;
            /** @description Deliveries attempted at least once; tests do not count. */
            readonly total_deliveries: number;
            /** Format: date-time */
            readonly updated_at: string;
            /** @example https://hooks.example.com/ticketwire */
            readonly url: string;
            readonly verify_ssl: boolean;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** WebhookAnalytics */
        readonly WebhookAnalytics: {
            /** @description Deliveries that were given up. */
            readonly abandoned: number;
            /** @enum {string} */
            readonly bucket: "minute" | "hour" | "day";
            /** @description Deliveries that arrived. */
            readonly delivered: number;
            /** @description Attempts that failed. */
            readonly failed: number;
            /** Format: date-time */
            readonly from: string;
            readonly latency_ms: {
                readonly p50: number | null;
                readonly p90: number | null;
                readonly p95: number | null;
                readonly p99: number | null;
            };
            readonly success_rate: number | null;
            readonly timeline: readonly {
                /** @description Deliveries that were given up. */
                readonly abandoned: number;
                /** @description Deliveries that arrived. */
                readonly delivered: number;
                /** @description Attempts that failed. */
                readonly failed: number;
                /** Format: date-time */
                readonly start: string;
                readonly success_rate: number | null;
            }[];
            /** Format: date-time */
            readonly to: string;
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** WebhookHealth */
        readonly WebhookHealth: {
            /** @description Deliveries that were given up. */
            readonly abandoned: number;
            /** Format: date-time */
            readonly auto_disabled_at: string | null;
            /** Format: date-time */
            readonly blocked_until: string | null;
            readonly consecutive_failures: number;
            /** @description Deliveries that arrived. */
            readonly delivered: number;
            readonly disabled_reason: string | null;
            /** Format: date-time */
            readonly disables_at: string | null;
            /** @description Attempts that failed. */
            readonly failed: number;
            /** Format: date-time */
            readonly failing_since: string | null;
            readonly is_active: boolean;
            readonly last_error: {
                readonly advice: string;
                /** Format: date-time */
                readonly attempted_at: string;
                /** Format: uuid */
                readonly delivery_id: string;
                /** @enum {string} */
                readonly error_class: "dns" | "connect" | "tls" | "timeout" | "refused_target" | "redirect" | "status" | "closed";
                readonly error_message: string | null;
                readonly response_status_code: number | null;
            } | null;
            /** Format: date-time */
            readonly last_failure_at: string | null;
            /** Format: date-time */
            readonly last_success_at: string | null;
            readonly latency_ms: {
                readonly p50: number | null;
                readonly p90: number | null;
                readonly p95: number | null;
                readonly p99: number | null;
            };
            /** Format: date-time */
            readonly period_end: string;
            /** Format: date-time */
            readonly period_start: string;
            /** @enum {string} */
            readonly state: "idle" | "healthy" | "failing" | "paused" | "disabled";
            readonly success_rate: number | null;
            readonly waiting: {
                readonly first_attempt: number;
                readonly held: number;
                readonly retry: number;
            };
            /** Format: uuid */
            readonly webhook_id: string;
        };
        /** WebhookTestEvent */
        readonly WebhookTestEvent: {
            readonly data: {
                /** @constant */
                readonly is_test: true;
                /** Format: uuid */
                readonly webhook_id: string;
                readonly webhook_name: string;
            };
            /**
             * Format: uuid
             * @description Equal over retries and replays: the idempotency key.
             */
            readonly event_id: string;
            /** @constant */
            readonly event_type: "webhook.test";
            /** Format: date-time */
            readonly occurred_at: string;
            /** Format: uuid */
            readonly tenant_id: string;
        };
    };
    responses: {
        /**
         * @description **VALIDATION_ERROR**: A field, parameter or header is not as it must be; `details` names each.
         *
         *     **BAD_REQUEST**: The request can not be read.
         */
        readonly BadRequest: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **CONFLICT**: It does not fit how things stand, or the first call with this `Idempotency-Key` is still running. */
        readonly Conflict: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **FORBIDDEN**: The API key may not do this, or `X-Tenant-ID` names another tenant. */
        readonly Forbidden: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **HEADERS_TOO_LARGE**: The headers are larger than 16 KiB. */
        readonly HeadersTooLarge: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **IDEMPOTENCY_MISMATCH**: The `Idempotency-Key` was used for another request. */
        readonly IdempotencyMismatch: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **INTERNAL_ERROR**: Something went wrong here; the log has it under the `X-Request-Id`. */
        readonly InternalError: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **NOT_FOUND**: There is no such thing in the tenant of the API key. */
        readonly NotFound: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **PAYLOAD_TOO_LARGE**: The body is larger than 256 KiB. */
        readonly PayloadTooLarge: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **PRECONDITION_FAILED**: It has changed since `If-Match` was read. */
        readonly PreconditionFailed: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **RATE_LIMITED**: Too many calls; `Retry-After` says how many seconds to wait. */
        readonly RateLimited: {
            headers: {
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-RateLimit-Reset": components["headers"]["X-RateLimit-Reset"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **REQUEST_TIMEOUT**: The request did not arrive in time. */
        readonly RequestTimeout: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **UNAUTHORIZED**: The API key is missing, unknown, expired or revoked. */
        readonly Unauthorized: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **UNAVAILABLE**: The database can not be reached; `Retry-After` says when to try again. */
        readonly Unavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **UNSUPPORTED_MEDIA_TYPE**: The body is not `application/json` in UTF-8 without encoding. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description **URI_TOO_LONG**: The URL is longer than 8192 characters. */
        readonly UriTooLong: {
            headers: {
                readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Error"];
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
        readonly "Idempotency-Key": string;
        /** @description An `ETag`: answered 412 when it no longer holds. */
        readonly "If-Match": string;
        /** @description An `ETag`: answered 304 when it still holds. */
        readonly "If-None-Match": string;
        /** @description Your own id for this call. */
        readonly "X-Request-Id": string;
        /** @description Must be the tenant of the API key, when it is sent. */
        readonly "X-Tenant-ID": string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this state of the record. */
        readonly ETag: string;
        /** @description `true` when this answer is the one that was kept under the `Idempotency-Key`. */
        readonly "Idempotency-Replayed": "true";
        /** @description Whole seconds to wait. */
        readonly "Retry-After": number;
        /** @description Calls that may come at once. */
        readonly "X-RateLimit-Limit": number;
        /** @description Calls left now. */
        readonly "X-RateLimit-Remaining": number;
        /** @description When the next call may come. */
        readonly "X-RateLimit-Reset": string;
        /** @description The id of the call: the caller's own when it sent one, else a new one. It is in our log. */
        readonly "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listApiKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Keys without their secrets. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "api_key_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Integration",
                     *           "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "scopes": [
                     *             "tickets:read"
                     *           ],
                     *           "is_installation_admin": true,
                     *           "rate_limit": {
                     *             "burst": 1,
                     *             "per_minute": 1
                     *           },
                     *           "key_hint": "…x8Q2",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "expires_at": "2026-01-31T08:00:00.000Z",
                     *           "revoked_at": "2026-01-31T08:00:00.000Z",
                     *           "last_used_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ApiKey"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: date-time */
                    readonly expires_at?: string | null;
                    /** @default false */
                    readonly is_installation_admin?: boolean;
                    readonly name: string;
                    /** @description `null`: the installation's limit; `off`: none. */
                    readonly rate_limit?: components["schemas"]["KeyRateLimit"] | "off" | null;
                    readonly scopes: readonly ("tickets:read" | "tickets:write" | "webhooks:read" | "webhooks:write" | "admin")[];
                    /**
                     * Format: uuid
                     * @description Default: the user of the calling key.
                     */
                    readonly user_id?: string;
                };
            };
        };
        readonly responses: {
            /** @description The key and, this once, its secret. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "api_key_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Integration",
                     *         "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "scopes": [
                     *           "tickets:read"
                     *         ],
                     *         "is_installation_admin": true,
                     *         "rate_limit": {
                     *           "burst": 1,
                     *           "per_minute": 1
                     *         },
                     *         "key_hint": "…x8Q2",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "expires_at": "2026-01-31T08:00:00.000Z",
                     *         "revoked_at": "2026-01-31T08:00:00.000Z",
                     *         "last_used_at": "2026-01-31T08:00:00.000Z",
                     *         "api_key": "q3Yk0mVhT7bE1sXn5dWz8RjUfLp2aGc6iOe4tHvB9yQ"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["CreatedApiKey"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the API key. */
                readonly api_key_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key without its secret. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "api_key_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Integration",
                     *         "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "scopes": [
                     *           "tickets:read"
                     *         ],
                     *         "is_installation_admin": true,
                     *         "rate_limit": {
                     *           "burst": 1,
                     *           "per_minute": 1
                     *         },
                     *         "key_hint": "…x8Q2",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "expires_at": "2026-01-31T08:00:00.000Z",
                     *         "revoked_at": "2026-01-31T08:00:00.000Z",
                     *         "last_used_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["ApiKey"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly revokeApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the API key. */
                readonly api_key_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is revoked. */
            readonly 204: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listAuditLog: {
        readonly parameters: {
            readonly query?: {
                /** @description Only this action, such as `webhook.created`. */
                readonly action?: string;
                /** @description Only with this user who did it, by its id. */
                readonly actor_id?: string;
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only what was made at or after this time. */
                readonly from_date?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Only with this thing it was done to, by its id. */
                readonly subject_id?: string;
                /** @description Only what was made at or before this time. */
                readonly to_date?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Entries. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "audit_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "occurred_at": "2026-01-31T08:00:00.000Z",
                     *           "actor_type": "user",
                     *           "actor_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "actor_name": "Zoë Nakamura",
                     *           "action": "webhook.updated",
                     *           "subject_type": "webhook",
                     *           "subject_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "details": {}
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AuditEntry"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listBoards: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Boards. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "board_name": "General Support",
                     *           "default_status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Board"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createBoard: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly board_name: string;
                };
            };
        };
        readonly responses: {
            /** @description The board. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "default_status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Board"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readBoard: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the board. */
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The board. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "default_status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Board"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateBoard: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the board. */
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "board_name": "General Support",
                 *       "default_status_id": "01890a5d-ac96-774b-bcce-b302099a8057"
                 *     }
                 */
                readonly "application/json": {
                    readonly board_name?: string;
                    /** Format: uuid */
                    readonly default_status_id?: string;
                };
            };
        };
        readonly responses: {
            /** @description The board as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "default_status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Board"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listCategories: {
        readonly parameters: {
            readonly query?: {
                /** @description Only with this board, by its id. */
                readonly board_id?: string;
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Only with this category above, by its id. */
                readonly parent_category_id?: string;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Categories. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "category_name": "Hardware",
                     *           "parent_category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Category"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createCategory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uuid */
                    readonly board_id?: string | null;
                    readonly category_name: string;
                    /** Format: uuid */
                    readonly parent_category_id?: string | null;
                };
            };
        };
        readonly responses: {
            /** @description The category. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_name": "Hardware",
                     *         "parent_category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Category"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readCategory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the category. */
                readonly category_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The category. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_name": "Hardware",
                     *         "parent_category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Category"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateCategory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the category. */
                readonly category_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "category_name": "Hardware",
                 *       "parent_category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "board_id": "01890a5d-ac96-774b-bcce-b302099a8057"
                 *     }
                 */
                readonly "application/json": {
                    /** Format: uuid */
                    readonly board_id?: string | null;
                    readonly category_name?: string;
                    /** Format: uuid */
                    readonly parent_category_id?: string | null;
                };
            };
        };
        readonly responses: {
            /** @description The category as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_name": "Hardware",
                     *         "parent_category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Category"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listClients: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Clients. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "client_name": "Emerald City",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Client"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly client_name: string;
                };
            };
        };
        readonly responses: {
            /** @description The client. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Client"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the client. */
                readonly client_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The client. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Client"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the client. */
                readonly client_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "client_name": "Emerald City"
                 *     }
                 */
                readonly "application/json": {
                    readonly client_name?: string;
                };
            };
        };
        readonly responses: {
            /** @description The client as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Client"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listContacts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only with this client, by its id. */
                readonly client_id?: string;
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only with this mail address. */
                readonly email?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Contacts. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "full_name": "Dorothy Gale",
                     *           "email": "zoe@example.com",
                     *           "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Contact"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uuid */
                    readonly client_id?: string | null;
                    /** Format: email */
                    readonly email?: string | null;
                    readonly full_name: string;
                };
            };
        };
        readonly responses: {
            /** @description The contact. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "full_name": "Dorothy Gale",
                     *         "email": "zoe@example.com",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Contact"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the contact. */
                readonly contact_name_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contact. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "full_name": "Dorothy Gale",
                     *         "email": "zoe@example.com",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Contact"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the contact. */
                readonly contact_name_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "full_name": "Dorothy Gale",
                 *       "email": "zoe@example.com",
                 *       "client_id": "01890a5d-ac96-774b-bcce-b302099a8057"
                 *     }
                 */
                readonly "application/json": {
                    /** Format: uuid */
                    readonly client_id?: string | null;
                    /** Format: email */
                    readonly email?: string | null;
                    readonly full_name?: string;
                };
            };
        };
        readonly responses: {
            /** @description The contact as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "full_name": "Dorothy Gale",
                     *         "email": "zoe@example.com",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Contact"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listAllDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only with this event, by its id. */
                readonly event_id?: string;
                /** @description Only of this type of event. */
                readonly event_type?: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added" | "webhook.test")[];
                /** @description By `created_at`, inclusive. */
                readonly from_date?: string;
                /** @description `true`: only test deliveries; `false`: none of them. */
                readonly is_test?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Codes, or classes such as `5xx`. */
                readonly response_status?: readonly string[];
                /** @description Text within the body sent, the answer, the error, the reason, the URL or the delivery's id. */
                readonly search?: string;
                /** @description Only in one of these statuses. */
                readonly status?: readonly ("pending" | "delivered" | "retrying" | "abandoned" | "held")[];
                /** @description Only with this ticket, by its id. */
                readonly ticket_id?: string;
                /** @description By `created_at`, inclusive. */
                readonly to_date?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deliveries with their last attempt. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "event_type": "ticket.created",
                     *           "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "sequence": 1,
                     *           "status": "pending",
                     *           "reason": null,
                     *           "attempt_number": 0,
                     *           "next_retry_at": null,
                     *           "is_test": true,
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "attempted_at": "2026-01-31T08:00:00.000Z",
                     *           "completed_at": "2026-01-31T08:00:00.000Z",
                     *           "request_body": "{\"event_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"event_type\":\"ticket.created\"}",
                     *           "request_url": "https://hooks.example.com/ticketwire",
                     *           "request_headers": {},
                     *           "response_status_code": 200,
                     *           "response_headers": {},
                     *           "response_body": "ok",
                     *           "response_truncated": true,
                     *           "duration_ms": 1,
                     *           "error_class": "dns",
                     *           "error_message": null
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null,
                     *       "meta": {
                     *         "total_is_exact": true
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Delivery"][];
                        readonly meta: {
                            readonly total_is_exact: boolean;
                        };
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readAnyDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the delivery. */
                readonly delivery_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery; secret header values are masked. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "event_type": "ticket.created",
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "sequence": 1,
                     *         "status": "pending",
                     *         "reason": null,
                     *         "attempt_number": 0,
                     *         "next_retry_at": null,
                     *         "is_test": true,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "attempted_at": "2026-01-31T08:00:00.000Z",
                     *         "completed_at": "2026-01-31T08:00:00.000Z",
                     *         "request_body": "{\"event_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"event_type\":\"ticket.created\"}",
                     *         "request_url": "https://hooks.example.com/ticketwire",
                     *         "request_headers": {},
                     *         "response_status_code": 200,
                     *         "response_headers": {},
                     *         "response_body": "ok",
                     *         "response_truncated": true,
                     *         "duration_ms": 1,
                     *         "error_class": "dns",
                     *         "error_message": null,
                     *         "attempts": [
                     *           {
                     *             "attempt_number": 1,
                     *             "attempted_at": "2026-01-31T08:00:00.000Z",
                     *             "request_url": "https://hooks.example.com/ticketwire",
                     *             "request_headers": {},
                     *             "response_status_code": 200,
                     *             "response_headers": {},
                     *             "response_body": "ok",
                     *             "response_truncated": true,
                     *             "duration_ms": 1,
                     *             "error_class": "dns",
                     *             "error_message": null,
                     *             "timing": {
                     *               "dns_ms": 1,
                     *               "connect_ms": 1,
                     *               "tls_ms": 1,
                     *               "first_byte_ms": 1,
                     *               "total_ms": 1
                     *             },
                     *             "advice": null
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["DeliveryWithAttempts"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Who is calling. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "tenant": {
                     *           "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Example"
                     *         },
                     *         "user": {
                     *           "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Example",
                     *           "email": "zoe@example.com"
                     *         },
                     *         "api_key": {
                     *           "api_key_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Example",
                     *           "key_hint": "…B9yQ"
                     *         },
                     *         "scopes": [
                     *           "text"
                     *         ],
                     *         "is_installation_admin": true
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Me"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listNotices: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only of this kind. */
                readonly kind?: "webhook_failing" | "webhook_disabled" | "webhook_gone";
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Only with this webhook, by its id. */
                readonly webhook_id?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Notices. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "notice_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "kind": "webhook_failing",
                     *           "recipient": "zoe@example.com",
                     *           "subject": "Webhook CRM fails since 12 hours",
                     *           "body": "Webhook CRM has had nothing but failures since 2026-01-31T08:00:00.000Z.",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "state": "kept",
                     *           "sent_at": "2026-01-31T08:00:00.000Z",
                     *           "send_attempts": 1,
                     *           "send_error": null
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Notice"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readOverview: {
        readonly parameters: {
            readonly query?: {
                /** @description How far back. */
                readonly minutes?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The overview. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "from": "2026-01-31T08:00:00.000Z",
                     *         "to": "2026-01-31T08:00:00.000Z",
                     *         "timeline": [
                     *           {
                     *             "start": "2026-01-31T08:00:00.000Z",
                     *             "events": 0,
                     *             "delivered": 0,
                     *             "failed": 0,
                     *             "abandoned": 0
                     *           }
                     *         ],
                     *         "totals": {
                     *           "events": 0,
                     *           "delivered": 0,
                     *           "failed": 0,
                     *           "abandoned": 0,
                     *           "success_rate": 0
                     *         },
                     *         "latency_ms": {
                     *           "p50": 1,
                     *           "p95": 1,
                     *           "p99": 1
                     *         },
                     *         "waiting_events": 0,
                     *         "oldest_waiting_event_at": "2026-01-31T08:00:00.000Z",
                     *         "webhooks": [
                     *           {
                     *             "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *             "name": "Example",
                     *             "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *             "is_active": true,
                     *             "health": "idle",
                     *             "disabled_reason": null,
                     *             "delivered": 0,
                     *             "failed": 0,
                     *             "success_rate": 0,
                     *             "latency_ms": {
                     *               "p50": 1,
                     *               "p95": 1,
                     *               "p99": 1
                     *             },
                     *             "delivered_by_minute": [
                     *               0
                     *             ],
                     *             "failed_by_minute": [
                     *               0
                     *             ],
                     *             "pending": 0,
                     *             "retrying": 0,
                     *             "held": 0,
                     *             "abandoned": 0,
                     *             "next_retry_at": null,
                     *             "oldest_waiting_at": "2026-01-31T08:00:00.000Z",
                     *             "failing_since": "2026-01-31T08:00:00.000Z",
                     *             "blocked_until": "2026-01-31T08:00:00.000Z"
                     *           }
                     *         ],
                     *         "processes": [
                     *           {
                     *             "process_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *             "name": "Example",
                     *             "role": "all",
                     *             "started_at": "2026-01-31T08:00:00.000Z",
                     *             "lease_until": "2026-01-31T08:00:00.000Z",
                     *             "is_alive": true,
                     *             "is_leader": true,
                     *             "lanes": 0
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Overview"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listPriorities: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Priorities. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "priority_name": "High",
                     *           "order_number": 1,
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Priority"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createPriority: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Place among the others, for pages to sort by. */
                    readonly order_number?: number;
                    readonly priority_name: string;
                };
            };
        };
        readonly responses: {
            /** @description The priority. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "order_number": 1,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Priority"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readPriority: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the priority. */
                readonly priority_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The priority. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "order_number": 1,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Priority"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updatePriority: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the priority. */
                readonly priority_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "priority_name": "High",
                 *       "order_number": 0
                 *     }
                 */
                readonly "application/json": {
                    /** @description Place among the others, for pages to sort by. */
                    readonly order_number?: number;
                    readonly priority_name?: string;
                };
            };
        };
        readonly responses: {
            /** @description The priority as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "order_number": 1,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Priority"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listRequestBins: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All bins, newest first. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "bin_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Example",
                     *           "response_status": 200,
                     *           "response_body": "",
                     *           "response_delay_ms": 0,
                     *           "total_requests": 0,
                     *           "created_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["RequestBin"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createRequestBin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": {
                    /** @default Request bin */
                    readonly name?: string;
                    /**
                     * @description Body of its answers.
                     * @default
                     */
                    readonly response_body?: string;
                    /**
                     * @description Wait before.
                     * @default 0
                     */
                    readonly response_delay_ms?: number;
                    /**
                     * @description Status of its answers.
                     * @default 200
                     */
                    readonly response_status?: number;
                };
            };
        };
        readonly responses: {
            /** @description The bin. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "bin_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Example",
                     *         "response_status": 200,
                     *         "response_body": "",
                     *         "response_delay_ms": 0,
                     *         "total_requests": 0,
                     *         "created_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["RequestBin"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readRequestBin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the request bin. */
                readonly bin_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The bin. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "bin_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Example",
                     *         "response_status": 200,
                     *         "response_body": "",
                     *         "response_delay_ms": 0,
                     *         "total_requests": 0,
                     *         "created_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["RequestBin"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateRequestBin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the request bin. */
                readonly bin_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Request bin",
                 *       "response_status": 200,
                 *       "response_body": "",
                 *       "response_delay_ms": 0
                 *     }
                 */
                readonly "application/json": {
                    /** @default Request bin */
                    readonly name?: string;
                    /**
                     * @description Body of its answers.
                     * @default
                     */
                    readonly response_body?: string;
                    /**
                     * @description Wait before.
                     * @default 0
                     */
                    readonly response_delay_ms?: number;
                    /**
                     * @description Status of its answers.
                     * @default 200
                     */
                    readonly response_status?: number;
                };
            };
        };
        readonly responses: {
            /** @description The bin. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "bin_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Example",
                     *         "response_status": 200,
                     *         "response_body": "",
                     *         "response_delay_ms": 0,
                     *         "total_requests": 0,
                     *         "created_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["RequestBin"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteRequestBin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the request bin. */
                readonly bin_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone, with all it caught; its address answers 404. */
            readonly 204: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listBinRequests: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the request bin. */
                readonly bin_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Requests, newest first. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "request_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "received_at": "2026-01-31T08:00:00.000Z",
                     *           "method": "POST",
                     *           "path": "title",
                     *           "headers": {},
                     *           "body": "Webhook CRM has had nothing but failures since 2026-01-31T08:00:00.000Z.",
                     *           "is_truncated": true,
                     *           "response_status": 1
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["BinRequest"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly emptyRequestBin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the request bin. */
                readonly bin_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is empty. */
            readonly 204: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listStatuses: {
        readonly parameters: {
            readonly query?: {
                /** @description Only with this board, by its id. */
                readonly board_id?: string;
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description `true`: only closed ones; `false`: only open ones. */
                readonly is_closed?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
                /** @description There are no others. */
                readonly type?: "ticket";
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Statuses. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Example",
                     *           "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "is_closed": false,
                     *           "order_number": 1,
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Status"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uuid */
                    readonly board_id?: string;
                    /**
                     * @description A ticket in this status is closed.
                     * @default false
                     */
                    readonly is_closed?: boolean;
                    readonly name: string;
                    /** @description Place among the others, for pages to sort by. */
                    readonly order_number?: number;
                };
            };
        };
        readonly responses: {
            /** @description The status. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Example",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "is_closed": false,
                     *         "order_number": 1,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Status"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the status. */
                readonly status_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The status. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Example",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "is_closed": false,
                     *         "order_number": 1,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Status"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the status. */
                readonly status_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Example",
                 *       "is_closed": false,
                 *       "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "order_number": 0
                 *     }
                 */
                readonly "application/json": {
                    /** Format: uuid */
                    readonly board_id?: string;
                    readonly is_closed?: boolean;
                    readonly name?: string;
                    /** @description Place among the others, for pages to sort by. */
                    readonly order_number?: number;
                };
            };
        };
        readonly responses: {
            /** @description The status as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Example",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "is_closed": false,
                     *         "order_number": 1,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Status"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTeams: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Teams. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "team_name": "Field team",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Team"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly team_name: string;
                };
            };
        };
        readonly responses: {
            /** @description The team. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "team_name": "Field team",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Team"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the team. */
                readonly team_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The team. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "team_name": "Field team",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Team"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateTeam: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the team. */
                readonly team_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "team_name": "Field team"
                 *     }
                 */
                readonly "application/json": {
                    readonly team_name?: string;
                };
            };
        };
        readonly responses: {
            /** @description The team as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "team_name": "Field team",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Team"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTenants: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Tenants in the order they were made. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Acme help desk",
                     *           "default_board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "default_client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "default_priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "created_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Tenant"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Who the tenant's admin is; mails about webhooks go there. */
                    readonly admin?: {
                        /** Format: email */
                        readonly email: string;
                        readonly first_name: string;
                        readonly last_name: string;
                    };
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description The tenant and, this once, its admin's key. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Acme help desk",
                     *         "default_board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "default_client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "default_priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "admin_user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "api_key_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "api_key": "q3Yk0mVhT7bE1sXn5dWz8RjUfLp2aGc6iOe4tHvB9yQ"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["CreatedTenant"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the tenant. */
                readonly tenant_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tenant. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Acme help desk",
                     *         "default_board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "default_client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "default_priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Tenant"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the tenant. */
                readonly tenant_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Example",
                 *       "default_board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "default_client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "default_priority_id": "01890a5d-ac96-774b-bcce-b302099a8057"
                 *     }
                 */
                readonly "application/json": {
                    /** Format: uuid */
                    readonly default_board_id?: string;
                    /** Format: uuid */
                    readonly default_client_id?: string;
                    /** Format: uuid */
                    readonly default_priority_id?: string;
                    readonly name?: string;
                };
            };
        };
        readonly responses: {
            /** @description The tenant as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "Acme help desk",
                     *         "default_board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "default_client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "default_priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Tenant"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTickets: {
        readonly parameters: {
            readonly query?: {
                /** @description Only with this user it is assigned to, by its id. */
                readonly assigned_to?: string;
                /** @description Only with this board, by its id. */
                readonly board_id?: string;
                /** @description Only with this category, by its id. */
                readonly category_id?: string;
                /** @description Only with this client, by its id. */
                readonly client_id?: string;
                /** @description Inclusive. */
                readonly closed_from?: string;
                /** @description Inclusive. */
                readonly closed_to?: string;
                /** @description Only with this contact, by its id. */
                readonly contact_name_id?: string;
                /** @description Inclusive. */
                readonly created_from?: string;
                /** @description Inclusive. */
                readonly created_to?: string;
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only these fields of each ticket. */
                readonly fields?: readonly ("ticket_id" | "ticket_number" | "title" | "description" | "status_id" | "status_name" | "is_closed" | "priority_id" | "priority_name" | "client_id" | "client_name" | "contact_name_id" | "contact_name" | "contact_email" | "assigned_to" | "assigned_to_name" | "assigned_team_id" | "board_id" | "board_name" | "location_id" | "category_id" | "subcategory_id" | "entered_at" | "updated_at" | "closed_at" | "due_date" | "tags" | "attributes" | "url" | "version")[];
                /** @description `true`: only closed ones; `false`: only open ones. */
                readonly is_closed?: boolean;
                /** @description `true`: only open ones. */
                readonly is_open?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Default `desc`. */
                readonly order?: "asc" | "desc";
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Only with this priority, by its id. */
                readonly priority_id?: string;
                /** @description Every word must stand in number, title, or name of client or contact, whatever its case. */
                readonly search?: string;
                /** @description Default `entered_at`. Tickets without the date come last. */
                readonly sort?: "entered_at" | "updated_at" | "closed_at" | "due_date" | "ticket_number" | "title";
                /** @description Only with this status, by its id. */
                readonly status_id?: string;
                /** @description One of these; a JSON array or comma-separated. */
                readonly status_ids?: readonly string[];
                /** @description Has one of these tags. */
                readonly tags?: readonly string[];
                /** @description Inclusive. */
                readonly updated_from?: string;
                /** @description Inclusive. */
                readonly updated_to?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Tickets. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "ticket_number": "TKT-1042",
                     *           "title": "Printer is on fire",
                     *           "description": "It smokes since this morning.",
                     *           "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "status_name": "New",
                     *           "is_closed": false,
                     *           "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "priority_name": "High",
                     *           "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "client_name": "Emerald City",
                     *           "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "contact_name": "Dorothy Gale",
                     *           "contact_email": "dorothy@example.com",
                     *           "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "assigned_to_name": "Zoë Nakamura",
                     *           "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "board_name": "General Support",
                     *           "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "entered_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z",
                     *           "closed_at": null,
                     *           "due_date": "2026-01-31T08:00:00.000Z",
                     *           "tags": [
                     *             "printer"
                     *           ],
                     *           "attributes": {},
                     *           "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null,
                     *       "meta": {
                     *         "total_is_exact": true
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly {
                            /** Format: uuid */
                            readonly assigned_team_id?: string | null;
                            /** Format: uuid */
                            readonly assigned_to?: string | null;
                            readonly assigned_to_name?: string | null;
                            /** @description Fields of your own. */
                            readonly attributes?: {
                                readonly [key: string]: unknown;
                            };
                            /** Format: uuid */
                            readonly board_id?: string;
                            readonly board_name?: string;
                            /** Format: uuid */
                            readonly category_id?: string | null;
                            /** Format: uuid */
                            readonly client_id?: string;
                            readonly client_name?: string;
                            /** Format: date-time */
                            readonly closed_at?: string | null;
                            readonly contact_email?: string | null;
                            readonly contact_name?: string | null;
                            /** Format: uuid */
                            readonly contact_name_id?: string | null;
                            readonly description?: string | null;
                            /** Format: date-time */
                            readonly due_date?: string | null;
                            /** Format: date-time */
                            readonly entered_at?: string;
                            readonly is_closed?: boolean;
                            /** Format: uuid */
                            readonly location_id?: string | null;
                            /** Format: uuid */
                            readonly priority_id?: string;
                            readonly priority_name?: string;
                            /** Format: uuid */
                            readonly status_id?: string;
                            readonly status_name?: string;
                            /** Format: uuid */
                            readonly subcategory_id?: string | null;
                            readonly tags?: readonly string[];
                            /** Format: uuid */
                            readonly ticket_id?: string;
                            /**
                             * @description Unique in the tenant.
                             * @example TKT-1042
                             */
                            readonly ticket_number?: string;
                            /** @example Printer is on fire */
                            readonly title?: string;
                            /**
                             * Format: date-time
                             * @description Moves strictly forward with every change.
                             */
                            readonly updated_at?: string;
                            /** @description A page that opens the ticket. */
                            readonly url?: string;
                            /** @description 1 at creation; one more with every write that changed something. */
                            readonly version?: number;
                        }[];
                        readonly meta: {
                            /** @description False when there may be more than `total`. */
                            readonly total_is_exact: boolean;
                        };
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uuid */
                    readonly assigned_team_id?: string | null;
                    /** Format: uuid */
                    readonly assigned_to?: string | null;
                    /** @description Fields of your own; replaces all of them. */
                    readonly attributes?: {
                        readonly [key: string]: unknown;
                    };
                    /** Format: uuid */
                    readonly board_id?: string;
                    /** Format: uuid */
                    readonly category_id?: string | null;
                    /** Format: uuid */
                    readonly client_id?: string;
                    /** Format: uuid */
                    readonly contact_name_id?: string | null;
                    readonly description?: string | null;
                    /** Format: date-time */
                    readonly due_date?: string | null;
                    /** Format: uuid */
                    readonly location_id?: string | null;
                    /** Format: uuid */
                    readonly priority_id?: string;
                    /** Format: uuid */
                    readonly status_id?: string;
                    /** Format: uuid */
                    readonly subcategory_id?: string | null;
                    /** @description Passed on in the data of this write's events: do not notify the contact. */
                    readonly suppressContactNotifications?: boolean;
                    /** @description Passed on in the data of this write's events: do not notify users. */
                    readonly suppressInternalNotifications?: boolean;
                    /** @description Replaces all tags. The same tags in another order are no change. */
                    readonly tags?: readonly string[];
                    readonly title: string;
                };
            };
        };
        readonly responses: {
            /** @description The ticket. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "ticket_number": "TKT-1042",
                     *         "title": "Printer is on fire",
                     *         "description": "It smokes since this morning.",
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "status_name": "New",
                     *         "is_closed": false,
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "contact_name": "Dorothy Gale",
                     *         "contact_email": "dorothy@example.com",
                     *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "assigned_to_name": "Zoë Nakamura",
                     *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "entered_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "closed_at": null,
                     *         "due_date": "2026-01-31T08:00:00.000Z",
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "attributes": {},
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "version": 1
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Ticket"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description An `ETag`: answered 304 when it still holds. */
                readonly "If-None-Match"?: components["parameters"]["If-None-Match"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The ticket. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "ticket_number": "TKT-1042",
                     *         "title": "Printer is on fire",
                     *         "description": "It smokes since this morning.",
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "status_name": "New",
                     *         "is_closed": false,
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "contact_name": "Dorothy Gale",
                     *         "contact_email": "dorothy@example.com",
                     *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "assigned_to_name": "Zoë Nakamura",
                     *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "entered_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "closed_at": null,
                     *         "due_date": "2026-01-31T08:00:00.000Z",
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "attributes": {},
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "version": 1
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Ticket"];
                    };
                };
            };
            /** @description It is as `If-None-Match` has it. */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description An `ETag`: answered 412 when it no longer holds. */
                readonly "If-Match"?: components["parameters"]["If-Match"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": {
                    /** Format: uuid */
                    readonly assigned_team_id?: string | null;
                    /** Format: uuid */
                    readonly assigned_to?: string | null;
                    /** @description Fields of your own; replaces all of them. */
                    readonly attributes?: {
                        readonly [key: string]: unknown;
                    };
                    /** Format: uuid */
                    readonly board_id?: string;
                    /** Format: uuid */
                    readonly category_id?: string | null;
                    /** Format: uuid */
                    readonly client_id?: string;
                    /** Format: uuid */
                    readonly contact_name_id?: string | null;
                    readonly description?: string | null;
                    /** Format: date-time */
                    readonly due_date?: string | null;
                    /** Format: uuid */
                    readonly location_id?: string | null;
                    /** Format: uuid */
                    readonly priority_id?: string;
                    /** Format: uuid */
                    readonly status_id?: string;
                    /** Format: uuid */
                    readonly subcategory_id?: string | null;
                    /** @description Passed on in the data of this write's events: do not notify the contact. */
                    readonly suppressContactNotifications?: boolean;
                    /** @description Passed on in the data of this write's events: do not notify users. */
                    readonly suppressInternalNotifications?: boolean;
                    /** @description Replaces all tags. The same tags in another order are no change. */
                    readonly tags?: readonly string[];
                    readonly title?: string;
                };
            };
        };
        readonly responses: {
            /** @description The ticket as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "ticket_number": "TKT-1042",
                     *         "title": "Printer is on fire",
                     *         "description": "It smokes since this morning.",
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "status_name": "New",
                     *         "is_closed": false,
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "contact_name": "Dorothy Gale",
                     *         "contact_email": "dorothy@example.com",
                     *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "assigned_to_name": "Zoë Nakamura",
                     *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "entered_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "closed_at": null,
                     *         "due_date": "2026-01-31T08:00:00.000Z",
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "attributes": {},
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "version": 1
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Ticket"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Never answered. */
            readonly 204: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly assignTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description An `ETag`: answered 412 when it no longer holds. */
                readonly "If-Match"?: components["parameters"]["If-Match"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "suppressContactNotifications": true,
                 *       "suppressInternalNotifications": true
                 *     }
                 */
                readonly "application/json": {
                    /**
                     * Format: uuid
                     * @description `null` takes the assignee away.
                     */
                    readonly assigned_to: string | null;
                    /** @description Passed on in the data of this write's events: do not notify the contact. */
                    readonly suppressContactNotifications?: boolean;
                    /** @description Passed on in the data of this write's events: do not notify users. */
                    readonly suppressInternalNotifications?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The ticket as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "ticket_number": "TKT-1042",
                     *         "title": "Printer is on fire",
                     *         "description": "It smokes since this morning.",
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "status_name": "New",
                     *         "is_closed": false,
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "contact_name": "Dorothy Gale",
                     *         "contact_email": "dorothy@example.com",
                     *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "assigned_to_name": "Zoë Nakamura",
                     *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "entered_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "closed_at": null,
                     *         "due_date": "2026-01-31T08:00:00.000Z",
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "attributes": {},
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "version": 1
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Ticket"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTicketComments: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Default `asc`. */
                readonly order?: "asc" | "desc";
                /** @description Number of the page, from 1. */
                readonly page?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Comments, oldest first unless `order` is `desc`. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "comment_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "comment_text": "The fire brigade is on its way.",
                     *           "is_internal": true,
                     *           "is_resolution": true,
                     *           "author_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "author": "Zoë Nakamura",
                     *           "author_type": "internal",
                     *           "created_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Comment"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly addTicketComment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly comment_text: string;
                    /**
                     * @description Not for the client to see.
                     * @default false
                     */
                    readonly is_internal?: boolean;
                    /**
                     * @description Marks the comment as the solution; it closes nothing.
                     * @default false
                     */
                    readonly is_resolution?: boolean;
                    /** @description Passed on in the data of this write's events: do not notify the contact. */
                    readonly suppressContactNotifications?: boolean;
                    /** @description Passed on in the data of this write's events: do not notify users. */
                    readonly suppressInternalNotifications?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The comment. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "comment_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "comment_text": "The fire brigade is on its way.",
                     *         "is_internal": true,
                     *         "is_resolution": true,
                     *         "author_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "author": "Zoë Nakamura",
                     *         "author_type": "internal",
                     *         "created_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Comment"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTicketEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Default `asc`. */
                readonly order?: "asc" | "desc";
                /** @description Number of the page, from 1. */
                readonly page?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Events, oldest first unless `order` is `desc`. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "event_type": "text",
                     *           "occurred_at": "2026-01-31T08:00:00.000Z",
                     *           "data": {},
                     *           "is_waiting": true,
                     *           "deliveries": [
                     *             {
                     *               "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *               "webhook_name": "CRM",
                     *               "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *               "status": "pending",
                     *               "reason": null,
                     *               "attempts": 0,
                     *               "next_retry_at": null,
                     *               "completed_at": "2026-01-31T08:00:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["TicketEvent"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTicketVersions: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Versions, oldest first. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": 1,
                     *           "changed_at": "2026-01-31T08:00:00.000Z",
                     *           "changed_by": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "changed_by_name": "Zoë Nakamura",
                     *           "changes": {
                     *             "title": {
                     *               "previous": "Printer is warm",
                     *               "new": "Printer is on fire"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["TicketVersion"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly setTicketStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description An `ETag`: answered 412 when it no longer holds. */
                readonly "If-Match"?: components["parameters"]["If-Match"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the ticket. */
                readonly ticket_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "suppressContactNotifications": true,
                 *       "suppressInternalNotifications": true
                 *     }
                 */
                readonly "application/json": {
                    /** Format: uuid */
                    readonly status_id: string;
                    /** @description Passed on in the data of this write's events: do not notify the contact. */
                    readonly suppressContactNotifications?: boolean;
                    /** @description Passed on in the data of this write's events: do not notify users. */
                    readonly suppressInternalNotifications?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The ticket as it is now. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "ticket_number": "TKT-1042",
                     *         "title": "Printer is on fire",
                     *         "description": "It smokes since this morning.",
                     *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "status_name": "New",
                     *         "is_closed": false,
                     *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "priority_name": "High",
                     *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "client_name": "Emerald City",
                     *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "contact_name": "Dorothy Gale",
                     *         "contact_email": "dorothy@example.com",
                     *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "assigned_to_name": "Zoë Nakamura",
                     *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "board_name": "General Support",
                     *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "entered_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "closed_at": null,
                     *         "due_date": "2026-01-31T08:00:00.000Z",
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "attributes": {},
                     *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "version": 1
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Ticket"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 412: components["responses"]["PreconditionFailed"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTicketPriorities: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Priorities. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "priority_name": "High",
                     *           "order_number": 1,
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Priority"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly searchTickets: {
        readonly parameters: {
            readonly query: {
                /** @description One of these; a JSON array or comma-separated. */
                readonly assigned_to_ids?: readonly string[];
                /** @description One of these; a JSON array or comma-separated. */
                readonly client_ids?: readonly string[];
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only these fields of each ticket. */
                readonly fields?: readonly ("ticket_id" | "ticket_number" | "title" | "description" | "status_id" | "status_name" | "is_closed" | "priority_id" | "priority_name" | "client_id" | "client_name" | "contact_name_id" | "contact_name" | "contact_email" | "assigned_to" | "assigned_to_name" | "assigned_team_id" | "board_id" | "board_name" | "location_id" | "category_id" | "subcategory_id" | "entered_at" | "updated_at" | "closed_at" | "due_date" | "tags" | "attributes" | "url" | "version")[];
                /** @description `true`: closed tickets, too. */
                readonly include_closed?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description One of these; a JSON array or comma-separated. */
                readonly priority_ids?: readonly string[];
                /** @description Every word must stand in number, title, or name of client or contact, whatever its case. */
                readonly query: string;
                /** @description One of these; a JSON array or comma-separated. */
                readonly status_ids?: readonly string[];
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tickets found. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "ticket_number": "TKT-1042",
                     *           "title": "Printer is on fire",
                     *           "description": "It smokes since this morning.",
                     *           "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "status_name": "New",
                     *           "is_closed": false,
                     *           "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "priority_name": "High",
                     *           "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "client_name": "Emerald City",
                     *           "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "contact_name": "Dorothy Gale",
                     *           "contact_email": "dorothy@example.com",
                     *           "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "assigned_to_name": "Zoë Nakamura",
                     *           "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "board_name": "General Support",
                     *           "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "entered_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z",
                     *           "closed_at": null,
                     *           "due_date": "2026-01-31T08:00:00.000Z",
                     *           "tags": [
                     *             "printer"
                     *           ],
                     *           "attributes": {},
                     *           "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null,
                     *       "meta": {
                     *         "total_is_exact": true
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly {
                            /** Format: uuid */
                            readonly assigned_team_id?: string | null;
                            /** Format: uuid */
                            readonly assigned_to?: string | null;
                            readonly assigned_to_name?: string | null;
                            /** @description Fields of your own. */
                            readonly attributes?: {
                                readonly [key: string]: unknown;
                            };
                            /** Format: uuid */
                            readonly board_id?: string;
                            readonly board_name?: string;
                            /** Format: uuid */
                            readonly category_id?: string | null;
                            /** Format: uuid */
                            readonly client_id?: string;
                            readonly client_name?: string;
                            /** Format: date-time */
                            readonly closed_at?: string | null;
                            readonly contact_email?: string | null;
                            readonly contact_name?: string | null;
                            /** Format: uuid */
                            readonly contact_name_id?: string | null;
                            readonly description?: string | null;
                            /** Format: date-time */
                            readonly due_date?: string | null;
                            /** Format: date-time */
                            readonly entered_at?: string;
                            readonly is_closed?: boolean;
                            /** Format: uuid */
                            readonly location_id?: string | null;
                            /** Format: uuid */
                            readonly priority_id?: string;
                            readonly priority_name?: string;
                            /** Format: uuid */
                            readonly status_id?: string;
                            readonly status_name?: string;
                            /** Format: uuid */
                            readonly subcategory_id?: string | null;
                            readonly tags?: readonly string[];
                            /** Format: uuid */
                            readonly ticket_id?: string;
                            /**
                             * @description Unique in the tenant.
                             * @example TKT-1042
                             */
                            readonly ticket_number?: string;
                            /** @example Printer is on fire */
                            readonly title?: string;
                            /**
                             * Format: date-time
                             * @description Moves strictly forward with every change.
                             */
                            readonly updated_at?: string;
                            /** @description A page that opens the ticket. */
                            readonly url?: string;
                            /** @description 1 at creation; one more with every write that changed something. */
                            readonly version?: number;
                        }[];
                        readonly meta: {
                            /** @description False when there may be more than `total`. */
                            readonly total_is_exact: boolean;
                        };
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listTicketStatuses: {
        readonly parameters: {
            readonly query?: {
                /** @description Only with this board, by its id. */
                readonly board_id?: string;
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description `true`: only closed ones; `false`: only open ones. */
                readonly is_closed?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
                /** @description There are no others. */
                readonly type?: "ticket";
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Statuses. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "Example",
                     *           "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "is_closed": false,
                     *           "order_number": 1,
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Status"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only with this mail address. */
                readonly email?: string;
                /** @description `true`: only active ones; `false`: only inactive ones. */
                readonly is_active?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Contains this, whatever its case. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Users. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "first_name": "Zoë",
                     *           "last_name": "Nakamura",
                     *           "email": "zoe@example.com",
                     *           "is_active": true,
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["User"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: email */
                    readonly email: string;
                    readonly first_name: string;
                    /** @default true */
                    readonly is_active?: boolean;
                    readonly last_name: string;
                };
            };
        };
        readonly responses: {
            /** @description The user. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "first_name": "Zoë",
                     *         "last_name": "Nakamura",
                     *         "email": "zoe@example.com",
                     *         "is_active": true,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["User"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the user. */
                readonly user_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "first_name": "Zoë",
                     *         "last_name": "Nakamura",
                     *         "email": "zoe@example.com",
                     *         "is_active": true,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["User"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the user. */
                readonly user_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "first_name": "Zoë",
                 *       "last_name": "Nakamura",
                 *       "email": "zoe@example.com",
                 *       "is_active": true
                 *     }
                 */
                readonly "application/json": {
                    /** Format: email */
                    readonly email?: string;
                    readonly first_name?: string;
                    /** @description False: the user's API keys end at once, and nobody is assigned to them. */
                    readonly is_active?: boolean;
                    readonly last_name?: string;
                };
            };
        };
        readonly responses: {
            /** @description The user as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "user_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "first_name": "Zoë",
                     *         "last_name": "Nakamura",
                     *         "email": "zoe@example.com",
                     *         "is_active": true,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["User"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only of this type of event. */
                readonly event_type?: "ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added";
                /** @description `true`: only active ones; `false`: only inactive ones. */
                readonly is_active?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Only with these words. */
                readonly search?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Webhooks, newest first. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "tenant": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "name": "CRM",
                     *           "description": "It smokes since this morning.",
                     *           "url": "https://hooks.example.com/ticketwire",
                     *           "method": "POST",
                     *           "payload_format": "json",
                     *           "content_type": "application/json",
                     *           "event_types": [
                     *             "ticket.created"
                     *           ],
                     *           "is_active": true,
                     *           "verify_ssl": true,
                     *           "custom_headers": {},
                     *           "event_filter": {
                     *             "entity_ids": [
                     *               "01890a5d-ac96-774b-bcce-b302099a8057"
                     *             ],
                     *             "tags": [
                     *               "printer"
                     *             ],
                     *             "conditions": [
                     *               {
                     *                 "field": "priority_name",
                     *                 "operator": "equals",
                     *                 "value": "High"
                     *               }
                     *             ]
                     *           },
                     *           "payload_fields": {
                     *             "ticket": [
                     *               "title",
                     *               "status_name"
                     *             ]
                     *           },
                     *           "rate_limit": {
                     *             "requests_per_minute": 60,
                     *             "burst_limit": 10
                     *           },
                     *           "max_concurrency": 10,
                     *           "timeout_ms": 10000,
                     *           "ordering": "none",
                     *           "retry_schedule": [
                     *             60,
                     *             300,
                     *             1800,
                     *             7200,
                     *             43200
                     *           ],
                     *           "retry_config": {
                     *             "strategy": "exponential_backoff",
                     *             "max_attempts": 1,
                     *             "initial_delay": 1,
                     *             "max_delay": 1,
                     *             "backoff_multiplier": 1,
                     *             "timeout": 10000
                     *           },
                     *           "tags": [
                     *             "printer"
                     *           ],
                     *           "metadata": {},
                     *           "created_by": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "updated_at": "2026-01-31T08:00:00.000Z",
                     *           "total_deliveries": 1,
                     *           "successful_deliveries": 1,
                     *           "failed_deliveries": 1,
                     *           "last_delivery_at": "2026-01-31T08:00:00.000Z",
                     *           "last_success_at": "2026-01-31T08:00:00.000Z",
                     *           "last_failure_at": "2026-01-31T08:00:00.000Z",
                     *           "auto_disabled_at": null,
                     *           "disabled_reason": null,
                     *           "secret_rotated_at": "2026-01-31T08:00:00.000Z",
                     *           "previous_secret_expires_at": "2026-01-31T08:00:00.000Z",
                     *           "new_secret_seen_at": "2026-01-31T08:00:00.000Z",
                     *           "health": "idle"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Webhook"][];
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {string} */
                    readonly content_type?: "application/json";
                    /** @description Sent with every delivery. Values are write-only: answers show `***`, which in an update keeps the stored value. Names that Ticketwire or HTTP itself writes are refused. */
                    readonly custom_headers?: {
                        readonly [key: string]: string;
                    } | null;
                    readonly description?: string | null;
                    readonly event_filter?: components["schemas"]["EventFilter"] | null;
                    readonly event_types: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added")[];
                    /** @default true */
                    readonly is_active?: boolean;
                    /** @default 10 */
                    readonly max_concurrency?: number;
                    /** @description Kept and shown, never sent; 16 KiB at most. */
                    readonly metadata?: {
                        readonly [key: string]: unknown;
                    };
                    /** @enum {string} */
                    readonly method?: "POST";
                    readonly name: string;
                    /**
                     * @description `ticket`: a ticket's events arrive in their order.
                     * @enum {string}
                     */
                    readonly ordering?: "none" | "ticket";
                    /** @description Fields of `data` that are sent; `ticket_id` always is. `null`: all. */
                    readonly payload_fields?: {
                        readonly ticket?: readonly ("ticket_id" | "ticket_number" | "title" | "description" | "status_id" | "status_name" | "is_closed" | "priority_id" | "priority_name" | "client_id" | "client_name" | "contact_name_id" | "contact_name" | "contact_email" | "assigned_to" | "assigned_to_name" | "assigned_team_id" | "board_id" | "board_name" | "location_id" | "category_id" | "subcategory_id" | "entered_at" | "updated_at" | "closed_at" | "due_date" | "tags" | "attributes" | "url" | "version" | "changes" | "previous_status_id" | "previous_status_name" | "comment" | "suppress_contact_notifications" | "suppress_internal_notifications")[] | null;
                    } | null;
                    /** @enum {string} */
                    readonly payload_format?: "json";
                    readonly rate_limit?: {
                        /** @description So many at once; what follows goes out evenly over the minute. Default: requests_per_minute. */
                        readonly burst_limit?: number;
                        readonly requests_per_minute: number;
                    } | null;
                    /** @description Translated into `retry_schedule` and `timeout_ms`, and shown as given. */
                    readonly retry_config?: {
                        /** @default 2 */
                        readonly backoff_multiplier?: number;
                        /**
                         * @description Milliseconds.
                         * @default 1000
                         */
                        readonly initial_delay?: number;
                        /** @default 3 */
                        readonly max_attempts?: number;
                        /**
                         * @description Milliseconds.
                         * @default 300000
                         */
                        readonly max_delay?: number;
                        /** @enum {string} */
                        readonly strategy?: "exponential_backoff" | "linear_backoff" | "fixed_interval";
                        /** @description Milliseconds; becomes timeout_ms. */
                        readonly timeout?: number;
                    } | null;
                    /** @description Seconds to wait after the 1st, 2nd, … failed attempt. Empty: one attempt only. */
                    readonly retry_schedule?: readonly number[];
                    readonly tags?: readonly string[];
                    /** @default 10000 */
                    readonly timeout_ms?: number;
                    /**
                     * @description Where deliveries are sent: https, and an address that may be reached. Redirects are not followed.
                     * @example https://hooks.example.com/ticketwire
                     */
                    readonly url: string;
                    /**
                     * @description False accepts any certificate: for trying things out.
                     * @default true
                     */
                    readonly verify_ssl?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The webhook and its secret. */
            readonly 201: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "tenant": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "CRM",
                     *         "description": "It smokes since this morning.",
                     *         "url": "https://hooks.example.com/ticketwire",
                     *         "method": "POST",
                     *         "payload_format": "json",
                     *         "content_type": "application/json",
                     *         "event_types": [
                     *           "ticket.created"
                     *         ],
                     *         "is_active": true,
                     *         "verify_ssl": true,
                     *         "custom_headers": {},
                     *         "event_filter": {
                     *           "entity_ids": [
                     *             "01890a5d-ac96-774b-bcce-b302099a8057"
                     *           ],
                     *           "tags": [
                     *             "printer"
                     *           ],
                     *           "conditions": [
                     *             {
                     *               "field": "priority_name",
                     *               "operator": "equals",
                     *               "value": "High"
                     *             }
                     *           ]
                     *         },
                     *         "payload_fields": {
                     *           "ticket": [
                     *             "title",
                     *             "status_name"
                     *           ]
                     *         },
                     *         "rate_limit": {
                     *           "requests_per_minute": 60,
                     *           "burst_limit": 10
                     *         },
                     *         "max_concurrency": 10,
                     *         "timeout_ms": 10000,
                     *         "ordering": "none",
                     *         "retry_schedule": [
                     *           60,
                     *           300,
                     *           1800,
                     *           7200,
                     *           43200
                     *         ],
                     *         "retry_config": {
                     *           "strategy": "exponential_backoff",
                     *           "max_attempts": 1,
                     *           "initial_delay": 1,
                     *           "max_delay": 1,
                     *           "backoff_multiplier": 1,
                     *           "timeout": 10000
                     *         },
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "metadata": {},
                     *         "created_by": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "total_deliveries": 1,
                     *         "successful_deliveries": 1,
                     *         "failed_deliveries": 1,
                     *         "last_delivery_at": "2026-01-31T08:00:00.000Z",
                     *         "last_success_at": "2026-01-31T08:00:00.000Z",
                     *         "last_failure_at": "2026-01-31T08:00:00.000Z",
                     *         "auto_disabled_at": null,
                     *         "disabled_reason": null,
                     *         "secret_rotated_at": "2026-01-31T08:00:00.000Z",
                     *         "previous_secret_expires_at": "2026-01-31T08:00:00.000Z",
                     *         "new_secret_seen_at": "2026-01-31T08:00:00.000Z",
                     *         "health": "idle",
                     *         "signing_secret": "W4k1x7m0Tz8Jv9QbLr2sYc5dHe3fGg6iUo4pAa1nBb0",
                     *         "standard_webhooks_secret": "whsec_…"
                     *       },
                     *       "meta": {
                     *         "warnings": [
                     *           {
                     *             "path": "title",
                     *             "message": "is required",
                     *             "code": "required"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["CreatedWebhook"];
                        readonly meta?: {
                            readonly warnings: readonly {
                                readonly code: string;
                                readonly message: string;
                                readonly path: string;
                            }[];
                        };
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook without any secret. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "tenant": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "CRM",
                     *         "description": "It smokes since this morning.",
                     *         "url": "https://hooks.example.com/ticketwire",
                     *         "method": "POST",
                     *         "payload_format": "json",
                     *         "content_type": "application/json",
                     *         "event_types": [
                     *           "ticket.created"
                     *         ],
                     *         "is_active": true,
                     *         "verify_ssl": true,
                     *         "custom_headers": {},
                     *         "event_filter": {
                     *           "entity_ids": [
                     *             "01890a5d-ac96-774b-bcce-b302099a8057"
                     *           ],
                     *           "tags": [
                     *             "printer"
                     *           ],
                     *           "conditions": [
                     *             {
                     *               "field": "priority_name",
                     *               "operator": "equals",
                     *               "value": "High"
                     *             }
                     *           ]
                     *         },
                     *         "payload_fields": {
                     *           "ticket": [
                     *             "title",
                     *             "status_name"
                     *           ]
                     *         },
                     *         "rate_limit": {
                     *           "requests_per_minute": 60,
                     *           "burst_limit": 10
                     *         },
                     *         "max_concurrency": 10,
                     *         "timeout_ms": 10000,
                     *         "ordering": "none",
                     *         "retry_schedule": [
                     *           60,
                     *           300,
                     *           1800,
                     *           7200,
                     *           43200
                     *         ],
                     *         "retry_config": {
                     *           "strategy": "exponential_backoff",
                     *           "max_attempts": 1,
                     *           "initial_delay": 1,
                     *           "max_delay": 1,
                     *           "backoff_multiplier": 1,
                     *           "timeout": 10000
                     *         },
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "metadata": {},
                     *         "created_by": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "total_deliveries": 1,
                     *         "successful_deliveries": 1,
                     *         "failed_deliveries": 1,
                     *         "last_delivery_at": "2026-01-31T08:00:00.000Z",
                     *         "last_success_at": "2026-01-31T08:00:00.000Z",
                     *         "last_failure_at": "2026-01-31T08:00:00.000Z",
                     *         "auto_disabled_at": null,
                     *         "disabled_reason": null,
                     *         "secret_rotated_at": "2026-01-31T08:00:00.000Z",
                     *         "previous_secret_expires_at": "2026-01-31T08:00:00.000Z",
                     *         "new_secret_seen_at": "2026-01-31T08:00:00.000Z",
                     *         "health": "idle"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Webhook"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {string} */
                    readonly content_type?: "application/json";
                    /** @description Sent with every delivery. Values are write-only: answers show `***`, which in an update keeps the stored value. Names that Ticketwire or HTTP itself writes are refused. */
                    readonly custom_headers?: {
                        readonly [key: string]: string;
                    } | null;
                    readonly description?: string | null;
                    readonly event_filter?: components["schemas"]["EventFilter"] | null;
                    readonly event_types?: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added")[];
                    /** @default true */
                    readonly is_active?: boolean;
                    /** @default 10 */
                    readonly max_concurrency?: number;
                    /** @description Kept and shown, never sent; 16 KiB at most. */
                    readonly metadata?: {
                        readonly [key: string]: unknown;
                    };
                    /** @enum {string} */
                    readonly method?: "POST";
                    readonly name?: string;
                    /**
                     * @description `ticket`: a ticket's events arrive in their order.
                     * @enum {string}
                     */
                    readonly ordering?: "none" | "ticket";
                    /** @description Fields of `data` that are sent; `ticket_id` always is. `null`: all. */
                    readonly payload_fields?: {
                        readonly ticket?: readonly ("ticket_id" | "ticket_number" | "title" | "description" | "status_id" | "status_name" | "is_closed" | "priority_id" | "priority_name" | "client_id" | "client_name" | "contact_name_id" | "contact_name" | "contact_email" | "assigned_to" | "assigned_to_name" | "assigned_team_id" | "board_id" | "board_name" | "location_id" | "category_id" | "subcategory_id" | "entered_at" | "updated_at" | "closed_at" | "due_date" | "tags" | "attributes" | "url" | "version" | "changes" | "previous_status_id" | "previous_status_name" | "comment" | "suppress_contact_notifications" | "suppress_internal_notifications")[] | null;
                    } | null;
                    /** @enum {string} */
                    readonly payload_format?: "json";
                    readonly rate_limit?: {
                        /** @description So many at once; what follows goes out evenly over the minute. Default: requests_per_minute. */
                        readonly burst_limit?: number;
                        readonly requests_per_minute: number;
                    } | null;
                    /** @description With `is_active: true`: whether what was held meanwhile is sent; default true. */
                    readonly resume_held?: boolean;
                    /** @description Translated into `retry_schedule` and `timeout_ms`, and shown as given. */
                    readonly retry_config?: {
                        /** @default 2 */
                        readonly backoff_multiplier?: number;
                        /**
                         * @description Milliseconds.
                         * @default 1000
                         */
                        readonly initial_delay?: number;
                        /** @default 3 */
                        readonly max_attempts?: number;
                        /**
                         * @description Milliseconds.
                         * @default 300000
                         */
                        readonly max_delay?: number;
                        /** @enum {string} */
                        readonly strategy?: "exponential_backoff" | "linear_backoff" | "fixed_interval";
                        /** @description Milliseconds; becomes timeout_ms. */
                        readonly timeout?: number;
                    } | null;
                    /** @description Seconds to wait after the 1st, 2nd, … failed attempt. Empty: one attempt only. */
                    readonly retry_schedule?: readonly number[];
                    readonly tags?: readonly string[];
                    /** @default 10000 */
                    readonly timeout_ms?: number;
                    /**
                     * @description Where deliveries are sent: https, and an address that may be reached. Redirects are not followed.
                     * @example https://hooks.example.com/ticketwire
                     */
                    readonly url?: string;
                    /**
                     * @description False accepts any certificate: for trying things out.
                     * @default true
                     */
                    readonly verify_ssl?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The webhook as it is now. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "tenant": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "name": "CRM",
                     *         "description": "It smokes since this morning.",
                     *         "url": "https://hooks.example.com/ticketwire",
                     *         "method": "POST",
                     *         "payload_format": "json",
                     *         "content_type": "application/json",
                     *         "event_types": [
                     *           "ticket.created"
                     *         ],
                     *         "is_active": true,
                     *         "verify_ssl": true,
                     *         "custom_headers": {},
                     *         "event_filter": {
                     *           "entity_ids": [
                     *             "01890a5d-ac96-774b-bcce-b302099a8057"
                     *           ],
                     *           "tags": [
                     *             "printer"
                     *           ],
                     *           "conditions": [
                     *             {
                     *               "field": "priority_name",
                     *               "operator": "equals",
                     *               "value": "High"
                     *             }
                     *           ]
                     *         },
                     *         "payload_fields": {
                     *           "ticket": [
                     *             "title",
                     *             "status_name"
                     *           ]
                     *         },
                     *         "rate_limit": {
                     *           "requests_per_minute": 60,
                     *           "burst_limit": 10
                     *         },
                     *         "max_concurrency": 10,
                     *         "timeout_ms": 10000,
                     *         "ordering": "none",
                     *         "retry_schedule": [
                     *           60,
                     *           300,
                     *           1800,
                     *           7200,
                     *           43200
                     *         ],
                     *         "retry_config": {
                     *           "strategy": "exponential_backoff",
                     *           "max_attempts": 1,
                     *           "initial_delay": 1,
                     *           "max_delay": 1,
                     *           "backoff_multiplier": 1,
                     *           "timeout": 10000
                     *         },
                     *         "tags": [
                     *           "printer"
                     *         ],
                     *         "metadata": {},
                     *         "created_by": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "updated_at": "2026-01-31T08:00:00.000Z",
                     *         "total_deliveries": 1,
                     *         "successful_deliveries": 1,
                     *         "failed_deliveries": 1,
                     *         "last_delivery_at": "2026-01-31T08:00:00.000Z",
                     *         "last_success_at": "2026-01-31T08:00:00.000Z",
                     *         "last_failure_at": "2026-01-31T08:00:00.000Z",
                     *         "auto_disabled_at": null,
                     *         "disabled_reason": null,
                     *         "secret_rotated_at": "2026-01-31T08:00:00.000Z",
                     *         "previous_secret_expires_at": "2026-01-31T08:00:00.000Z",
                     *         "new_secret_seen_at": "2026-01-31T08:00:00.000Z",
                     *         "health": "idle"
                     *       },
                     *       "meta": {
                     *         "warnings": [
                     *           {
                     *             "path": "title",
                     *             "message": "is required",
                     *             "code": "required"
                     *           }
                     *         ],
                     *         "release_job_id": "01890a5d-ac96-774b-bcce-b302099a8057"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["Webhook"];
                        readonly meta?: {
                            /**
                             * Format: uuid
                             * @description The recover job that sends what was held.
                             */
                            readonly release_job_id?: string;
                            readonly warnings?: readonly {
                                readonly code: string;
                                readonly message: string;
                                readonly path: string;
                            }[];
                        };
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is deleted. */
            readonly 204: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readWebhookAnalytics: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: fitting the time. */
                readonly bucket?: "minute" | "hour" | "day";
                /** @description Only what was made at or after this time. */
                readonly from_date?: string;
                /** @description Only what was made at or before this time. */
                readonly to_date?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Sums, rate, percentiles and the timeline. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "from": "2026-01-31T08:00:00.000Z",
                     *         "to": "2026-01-31T08:00:00.000Z",
                     *         "bucket": "minute",
                     *         "delivered": 1,
                     *         "failed": 1,
                     *         "abandoned": 1,
                     *         "success_rate": 0,
                     *         "latency_ms": {
                     *           "p50": 1,
                     *           "p90": 1,
                     *           "p95": 1,
                     *           "p99": 1
                     *         },
                     *         "timeline": [
                     *           {
                     *             "start": "2026-01-31T08:00:00.000Z",
                     *             "delivered": 1,
                     *             "failed": 1,
                     *             "abandoned": 1,
                     *             "success_rate": 0
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["WebhookAnalytics"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description `pagination.next_cursor` of the page before, with the same filters. Instead of `page`. */
                readonly cursor?: string;
                /** @description Only with this event, by its id. */
                readonly event_id?: string;
                /** @description Only of this type of event. */
                readonly event_type?: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added" | "webhook.test")[];
                /** @description By `created_at`, inclusive. */
                readonly from_date?: string;
                /** @description `true`: only test deliveries; `false`: none of them. */
                readonly is_test?: boolean;
                /** @description Rows a page. */
                readonly limit?: number;
                /** @description Number of the page, from 1. */
                readonly page?: number;
                /** @description Codes, or classes such as `5xx`. */
                readonly response_status?: readonly string[];
                /** @description Text within the body sent, the answer, the error, the reason, the URL or the delivery's id. */
                readonly search?: string;
                /** @description Only in one of these statuses. */
                readonly status?: readonly ("pending" | "delivered" | "retrying" | "abandoned" | "held")[];
                /** @description Only with this ticket, by its id. */
                readonly ticket_id?: string;
                /** @description By `created_at`, inclusive. */
                readonly to_date?: string;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deliveries with their last attempt. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "event_type": "ticket.created",
                     *           "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "sequence": 1,
                     *           "status": "pending",
                     *           "reason": null,
                     *           "attempt_number": 0,
                     *           "next_retry_at": null,
                     *           "is_test": true,
                     *           "created_at": "2026-01-31T08:00:00.000Z",
                     *           "attempted_at": "2026-01-31T08:00:00.000Z",
                     *           "completed_at": "2026-01-31T08:00:00.000Z",
                     *           "request_body": "{\"event_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"event_type\":\"ticket.created\"}",
                     *           "request_url": "https://hooks.example.com/ticketwire",
                     *           "request_headers": {},
                     *           "response_status_code": 200,
                     *           "response_headers": {},
                     *           "response_body": "ok",
                     *           "response_truncated": true,
                     *           "duration_ms": 1,
                     *           "error_class": "dns",
                     *           "error_message": null
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "page": 1,
                     *         "limit": 1,
                     *         "total": 0,
                     *         "totalPages": 0,
                     *         "hasNext": true,
                     *         "hasPrev": true,
                     *         "next_cursor": null
                     *       },
                     *       "next_cursor": null,
                     *       "meta": {
                     *         "total_is_exact": true
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Delivery"][];
                        readonly meta: {
                            readonly total_is_exact: boolean;
                        };
                        readonly next_cursor: string | null;
                        readonly pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the delivery. */
                readonly delivery_id: string;
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery; secret header values are masked. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "event_type": "ticket.created",
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "sequence": 1,
                     *         "status": "pending",
                     *         "reason": null,
                     *         "attempt_number": 0,
                     *         "next_retry_at": null,
                     *         "is_test": true,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "attempted_at": "2026-01-31T08:00:00.000Z",
                     *         "completed_at": "2026-01-31T08:00:00.000Z",
                     *         "request_body": "{\"event_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"event_type\":\"ticket.created\"}",
                     *         "request_url": "https://hooks.example.com/ticketwire",
                     *         "request_headers": {},
                     *         "response_status_code": 200,
                     *         "response_headers": {},
                     *         "response_body": "ok",
                     *         "response_truncated": true,
                     *         "duration_ms": 1,
                     *         "error_class": "dns",
                     *         "error_message": null,
                     *         "attempts": [
                     *           {
                     *             "attempt_number": 1,
                     *             "attempted_at": "2026-01-31T08:00:00.000Z",
                     *             "request_url": "https://hooks.example.com/ticketwire",
                     *             "request_headers": {},
                     *             "response_status_code": 200,
                     *             "response_headers": {},
                     *             "response_body": "ok",
                     *             "response_truncated": true,
                     *             "duration_ms": 1,
                     *             "error_class": "dns",
                     *             "error_message": null,
                     *             "timing": {
                     *               "dns_ms": 1,
                     *               "connect_ms": 1,
                     *               "tls_ms": 1,
                     *               "first_byte_ms": 1,
                     *               "total_ms": 1
                     *             },
                     *             "advice": null
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["DeliveryWithAttempts"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly retryDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the delivery. */
                readonly delivery_id: string;
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery; it is sent after this answer. */
            readonly 202: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "event_type": "ticket.created",
                     *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "sequence": 1,
                     *         "status": "pending",
                     *         "reason": null,
                     *         "attempt_number": 0,
                     *         "next_retry_at": null,
                     *         "is_test": true,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "attempted_at": "2026-01-31T08:00:00.000Z",
                     *         "completed_at": "2026-01-31T08:00:00.000Z",
                     *         "request_body": "{\"event_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"event_type\":\"ticket.created\"}",
                     *         "request_url": "https://hooks.example.com/ticketwire",
                     *         "request_headers": {},
                     *         "response_status_code": 200,
                     *         "response_headers": {},
                     *         "response_body": "ok",
                     *         "response_truncated": true,
                     *         "duration_ms": 1,
                     *         "error_class": "dns",
                     *         "error_message": null,
                     *         "attempts": [
                     *           {
                     *             "attempt_number": 1,
                     *             "attempted_at": "2026-01-31T08:00:00.000Z",
                     *             "request_url": "https://hooks.example.com/ticketwire",
                     *             "request_headers": {},
                     *             "response_status_code": 200,
                     *             "response_headers": {},
                     *             "response_body": "ok",
                     *             "response_truncated": true,
                     *             "duration_ms": 1,
                     *             "error_class": "dns",
                     *             "error_message": null,
                     *             "timing": {
                     *               "dns_ms": 1,
                     *               "connect_ms": 1,
                     *               "tls_ms": 1,
                     *               "first_byte_ms": 1,
                     *               "total_ms": 1
                     *             },
                     *             "advice": null
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["DeliveryWithAttempts"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readWebhookFeed: {
        readonly parameters: {
            readonly query?: {
                /** @description The last sequence that is known; `meta.next_after` of the call before. */
                readonly after?: number;
                /** @description Most rows of the answer. */
                readonly limit?: number;
                /** @description Seconds to wait for something new. */
                readonly wait?: number;
            };
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Events by sequence; none when there is nothing new. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "sequence": 1,
                     *           "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "status": "pending",
                     *           "event": {
                     *             "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *             "event_type": "text",
                     *             "occurred_at": "2026-01-31T08:00:00.000Z",
                     *             "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *             "data": {}
                     *           }
                     *         }
                     *       ],
                     *       "meta": {
                     *         "next_after": 0
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["FeedEntry"][];
                        readonly meta: {
                            readonly next_after: number;
                        };
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readWebhookHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description State and figures. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "state": "idle",
                     *         "is_active": true,
                     *         "auto_disabled_at": null,
                     *         "disabled_reason": null,
                     *         "last_success_at": "2026-01-31T08:00:00.000Z",
                     *         "last_failure_at": "2026-01-31T08:00:00.000Z",
                     *         "failing_since": "2026-01-31T08:00:00.000Z",
                     *         "consecutive_failures": 1,
                     *         "disables_at": "2026-01-31T08:00:00.000Z",
                     *         "blocked_until": "2026-01-31T08:00:00.000Z",
                     *         "waiting": {
                     *           "first_attempt": 1,
                     *           "retry": 1,
                     *           "held": 1
                     *         },
                     *         "last_error": {
                     *           "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *           "attempted_at": "2026-01-31T08:00:00.000Z",
                     *           "error_class": "dns",
                     *           "error_message": null,
                     *           "response_status_code": 200,
                     *           "advice": "text"
                     *         },
                     *         "period_start": "2026-01-31T08:00:00.000Z",
                     *         "period_end": "2026-01-31T08:00:00.000Z",
                     *         "delivered": 1,
                     *         "failed": 1,
                     *         "abandoned": 1,
                     *         "success_rate": 0,
                     *         "latency_ms": {
                     *           "p50": 1,
                     *           "p90": 1,
                     *           "p95": 1,
                     *           "p99": 1
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["WebhookHealth"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly recoverWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Only count.
                     * @default false
                     */
                    readonly dry_run?: boolean;
                    readonly event_types?: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added")[];
                    /**
                     * @description Default: all.
                     * @enum {string}
                     */
                    readonly only?: "failed" | "missing" | "all";
                    /** Format: date-time */
                    readonly since: string;
                    readonly ticket_ids?: readonly string[];
                    /** Format: date-time */
                    readonly until?: string;
                };
            };
        };
        readonly responses: {
            /** @description The job; its progress is under its id. */
            readonly 202: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "job_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "kind": "recover",
                     *         "status": "queued",
                     *         "dry_run": true,
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "until": "2026-01-31T08:00:00.000Z",
                     *         "only": "failed",
                     *         "event_types": [
                     *           "ticket.created"
                     *         ],
                     *         "ticket_ids": [
                     *           "01890a5d-ac96-774b-bcce-b302099a8057"
                     *         ],
                     *         "matched": 1,
                     *         "sent": 1,
                     *         "skipped": 1,
                     *         "error": null,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "finished_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["RecoverJob"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readRecoverJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the recover job. */
                readonly job_id: string;
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "job_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "kind": "recover",
                     *         "status": "queued",
                     *         "dry_run": true,
                     *         "since": "2026-01-31T08:00:00.000Z",
                     *         "until": "2026-01-31T08:00:00.000Z",
                     *         "only": "failed",
                     *         "event_types": [
                     *           "ticket.created"
                     *         ],
                     *         "ticket_ids": [
                     *           "01890a5d-ac96-774b-bcce-b302099a8057"
                     *         ],
                     *         "matched": 1,
                     *         "sent": 1,
                     *         "skipped": 1,
                     *         "error": null,
                     *         "created_at": "2026-01-31T08:00:00.000Z",
                     *         "finished_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["RecoverJob"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly endSecretOverlap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Only the new secret signs. */
            readonly 204: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly rotateWebhookSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "overlap_seconds": 86400
                 *     }
                 */
                readonly "application/json": {
                    /** @default 86400 */
                    readonly overlap_seconds?: number;
                };
            };
        };
        readonly responses: {
            /** @description The new secret, this once. */
            readonly 200: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "signing_secret": "W4k1x7m0Tz8Jv9QbLr2sYc5dHe3fGg6iUo4pAa1nBb0",
                     *         "standard_webhooks_secret": "whsec_…",
                     *         "previous_secret_expires_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["RotatedSecret"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly testWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path: {
                /** @description The id of the webhook. */
                readonly webhook_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {string} */
                    readonly test_event_type?: "ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added";
                    readonly test_payload?: {
                        readonly [key: string]: unknown;
                    } | null;
                };
            };
        };
        readonly responses: {
            /** @description What the receiver did. */
            readonly 200: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "test_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "delivery_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                     *         "success": true,
                     *         "status_code": 200,
                     *         "response_time_ms": 1,
                     *         "response_body": "ok",
                     *         "error_class": "dns",
                     *         "error_message": null,
                     *         "advice": null,
                     *         "tested_at": "2026-01-31T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["TestResult"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly checkWebhookUrl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly url: string;
                };
            };
        };
        readonly responses: {
            /** @description Whether a webhook may point there. */
            readonly 200: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "is_allowed": true,
                     *         "code": "required",
                     *         "message": "is required"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["UrlCheck"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listEventTypes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The names a webhook can subscribe to. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         "ticket.created"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: readonly ("ticket.created" | "ticket.updated" | "ticket.status_changed" | "ticket.assigned" | "ticket.closed" | "ticket.comment.added")[];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly verifySignature: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 visible ASCII characters; the same call under the same key happens once. */
                readonly "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description Your own id for this call. */
                readonly "X-Request-Id"?: components["parameters"]["X-Request-Id"];
                /** @description Must be the tenant of the API key, when it is sent. */
                readonly "X-Tenant-ID"?: components["parameters"]["X-Tenant-ID"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The raw body as it was received. */
                    readonly body: string;
                    /**
                     * Format: date-time
                     * @description When it was received; default: now.
                     */
                    readonly received_at?: string;
                    readonly signature: string;
                    /** Format: uuid */
                    readonly webhook_id: string;
                };
            };
        };
        readonly responses: {
            /** @description What is right or wrong with it. */
            readonly 200: {
                headers: {
                    readonly "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    readonly "X-RateLimit-Limit": components["headers"]["X-RateLimit-Limit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["X-RateLimit-Remaining"];
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "valid": true,
                     *         "reason": "valid",
                     *         "message": "is required",
                     *         "signed_at": "2026-01-31T08:00:00.000Z",
                     *         "age_seconds": 1,
                     *         "secret": "current"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly data: components["schemas"]["SignatureVerification"];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 408: components["responses"]["RequestTimeout"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 414: components["responses"]["UriTooLong"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyMismatch"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 431: components["responses"]["HeadersTooLarge"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly readReference: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            readonly 414: components["responses"]["UriTooLong"];
        };
    };
    readonly readLiveness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It does. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    readonly "application/json": {
                        /** @constant */
                        readonly status: "ok";
                    };
                };
            };
            readonly 414: components["responses"]["UriTooLong"];
        };
    };
    readonly readReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It can. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {}
                     *     }
                     */
                    readonly "application/json": {
                        readonly checks: {
                            readonly [key: string]: "ok" | "failed";
                        };
                        /** @enum {string} */
                        readonly status: "ok" | "unavailable";
                    };
                };
            };
            readonly 414: components["responses"]["UriTooLong"];
            /** @description It can not; `checks` says why. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {}
                     *     }
                     */
                    readonly "application/json": {
                        readonly checks: {
                            readonly [key: string]: "ok" | "failed";
                        };
                        /** @enum {string} */
                        readonly status: "ok" | "unavailable";
                    };
                };
            };
        };
    };
    readonly readMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Prometheus text format. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            readonly 414: components["responses"]["UriTooLong"];
        };
    };
    readonly readOpenApi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OpenAPI 3.1. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    readonly "application/json": Record<string, never>;
                };
            };
            readonly 414: components["responses"]["UriTooLong"];
        };
    };
    readonly receiveTicketAssigned: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Standard Webhooks: the event. */
                readonly "webhook-id": string;
                /** @description Standard Webhooks: `v1,<base64>`, several with a space between. */
                readonly "webhook-signature": string;
                /** @description Standard Webhooks: unix seconds of the attempt. */
                readonly "webhook-timestamp": number;
                /** @description Counts the attempts of this delivery. */
                readonly "X-Alga-Delivery-Attempt": number;
                /** @description Event and webhook; equal over its attempts. */
                readonly "X-Alga-Delivery-Id": string;
                /** @description The event; equal over retries and replays. */
                readonly "X-Alga-Event-Id": string;
                /** @description The type of the event. */
                readonly "X-Alga-Event-Type": string;
                /** @description Position among all events of the webhook, without holes; not on test deliveries. */
                readonly "X-Alga-Sequence"?: number;
                /** @description `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated. */
                readonly "X-Alga-Signature": string;
                /** @description The webhook. */
                readonly "X-Alga-Webhook-Id": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "event_type": "ticket.assigned",
                 *       "occurred_at": "2026-01-31T08:00:00.000Z",
                 *       "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "data": {
                 *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "ticket_number": "TKT-1042",
                 *         "title": "Printer is on fire",
                 *         "description": "It smokes since this morning.",
                 *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "status_name": "New",
                 *         "is_closed": false,
                 *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "priority_name": "High",
                 *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "client_name": "Emerald City",
                 *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "contact_name": "Dorothy Gale",
                 *         "contact_email": "dorothy@example.com",
                 *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "assigned_to_name": "Zoë Nakamura",
                 *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_name": "General Support",
                 *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "entered_at": "2026-01-31T08:00:00.000Z",
                 *         "updated_at": "2026-01-31T08:00:00.000Z",
                 *         "closed_at": null,
                 *         "due_date": "2026-01-31T08:00:00.000Z",
                 *         "tags": [
                 *           "printer"
                 *         ],
                 *         "attributes": {},
                 *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "version": 1,
                 *         "suppress_contact_notifications": true,
                 *         "suppress_internal_notifications": true,
                 *         "is_test": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["TicketAssignedEvent"];
            };
        };
        readonly responses: {
            /** @description Delivered. Answer within the webhook's timeout; what is slow should be done after the answer. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure: redirects are never followed. */
            readonly "3XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 429 with `Retry-After` is heeded. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 503 with `Retry-After` is heeded. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver is gone: the webhook is disabled at once. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveTicketClosed: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Standard Webhooks: the event. */
                readonly "webhook-id": string;
                /** @description Standard Webhooks: `v1,<base64>`, several with a space between. */
                readonly "webhook-signature": string;
                /** @description Standard Webhooks: unix seconds of the attempt. */
                readonly "webhook-timestamp": number;
                /** @description Counts the attempts of this delivery. */
                readonly "X-Alga-Delivery-Attempt": number;
                /** @description Event and webhook; equal over its attempts. */
                readonly "X-Alga-Delivery-Id": string;
                /** @description The event; equal over retries and replays. */
                readonly "X-Alga-Event-Id": string;
                /** @description The type of the event. */
                readonly "X-Alga-Event-Type": string;
                /** @description Position among all events of the webhook, without holes; not on test deliveries. */
                readonly "X-Alga-Sequence"?: number;
                /** @description `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated. */
                readonly "X-Alga-Signature": string;
                /** @description The webhook. */
                readonly "X-Alga-Webhook-Id": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "event_type": "ticket.closed",
                 *       "occurred_at": "2026-01-31T08:00:00.000Z",
                 *       "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "data": {
                 *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "ticket_number": "TKT-1042",
                 *         "title": "Printer is on fire",
                 *         "description": "It smokes since this morning.",
                 *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "status_name": "New",
                 *         "is_closed": true,
                 *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "priority_name": "High",
                 *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "client_name": "Emerald City",
                 *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "contact_name": "Dorothy Gale",
                 *         "contact_email": "dorothy@example.com",
                 *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "assigned_to_name": "Zoë Nakamura",
                 *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_name": "General Support",
                 *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "entered_at": "2026-01-31T08:00:00.000Z",
                 *         "updated_at": "2026-01-31T08:00:00.000Z",
                 *         "closed_at": "2026-01-31T08:00:00.000Z",
                 *         "due_date": "2026-01-31T08:00:00.000Z",
                 *         "tags": [
                 *           "printer"
                 *         ],
                 *         "attributes": {},
                 *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "version": 1,
                 *         "suppress_contact_notifications": true,
                 *         "suppress_internal_notifications": true,
                 *         "is_test": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["TicketClosedEvent"];
            };
        };
        readonly responses: {
            /** @description Delivered. Answer within the webhook's timeout; what is slow should be done after the answer. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure: redirects are never followed. */
            readonly "3XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 429 with `Retry-After` is heeded. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 503 with `Retry-After` is heeded. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver is gone: the webhook is disabled at once. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveTicketCommentAdded: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Standard Webhooks: the event. */
                readonly "webhook-id": string;
                /** @description Standard Webhooks: `v1,<base64>`, several with a space between. */
                readonly "webhook-signature": string;
                /** @description Standard Webhooks: unix seconds of the attempt. */
                readonly "webhook-timestamp": number;
                /** @description Counts the attempts of this delivery. */
                readonly "X-Alga-Delivery-Attempt": number;
                /** @description Event and webhook; equal over its attempts. */
                readonly "X-Alga-Delivery-Id": string;
                /** @description The event; equal over retries and replays. */
                readonly "X-Alga-Event-Id": string;
                /** @description The type of the event. */
                readonly "X-Alga-Event-Type": string;
                /** @description Position among all events of the webhook, without holes; not on test deliveries. */
                readonly "X-Alga-Sequence"?: number;
                /** @description `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated. */
                readonly "X-Alga-Signature": string;
                /** @description The webhook. */
                readonly "X-Alga-Webhook-Id": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "event_type": "ticket.comment.added",
                 *       "occurred_at": "2026-01-31T08:00:00.000Z",
                 *       "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "data": {
                 *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "ticket_number": "TKT-1042",
                 *         "title": "Printer is on fire",
                 *         "description": "It smokes since this morning.",
                 *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "status_name": "New",
                 *         "is_closed": false,
                 *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "priority_name": "High",
                 *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "client_name": "Emerald City",
                 *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "contact_name": "Dorothy Gale",
                 *         "contact_email": "dorothy@example.com",
                 *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "assigned_to_name": "Zoë Nakamura",
                 *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_name": "General Support",
                 *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "entered_at": "2026-01-31T08:00:00.000Z",
                 *         "updated_at": "2026-01-31T08:00:00.000Z",
                 *         "closed_at": null,
                 *         "due_date": "2026-01-31T08:00:00.000Z",
                 *         "tags": [
                 *           "printer"
                 *         ],
                 *         "attributes": {},
                 *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "version": 1,
                 *         "comment": {
                 *           "comment_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *           "text": "The fire brigade is on its way.",
                 *           "author": "Zoë Nakamura",
                 *           "author_type": "internal",
                 *           "timestamp": "2026-01-31T08:00:00.000Z",
                 *           "is_internal": true
                 *         },
                 *         "suppress_contact_notifications": true,
                 *         "suppress_internal_notifications": true,
                 *         "is_test": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["TicketCommentAddedEvent"];
            };
        };
        readonly responses: {
            /** @description Delivered. Answer within the webhook's timeout; what is slow should be done after the answer. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure: redirects are never followed. */
            readonly "3XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 429 with `Retry-After` is heeded. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 503 with `Retry-After` is heeded. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver is gone: the webhook is disabled at once. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveTicketCreated: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Standard Webhooks: the event. */
                readonly "webhook-id": string;
                /** @description Standard Webhooks: `v1,<base64>`, several with a space between. */
                readonly "webhook-signature": string;
                /** @description Standard Webhooks: unix seconds of the attempt. */
                readonly "webhook-timestamp": number;
                /** @description Counts the attempts of this delivery. */
                readonly "X-Alga-Delivery-Attempt": number;
                /** @description Event and webhook; equal over its attempts. */
                readonly "X-Alga-Delivery-Id": string;
                /** @description The event; equal over retries and replays. */
                readonly "X-Alga-Event-Id": string;
                /** @description The type of the event. */
                readonly "X-Alga-Event-Type": string;
                /** @description Position among all events of the webhook, without holes; not on test deliveries. */
                readonly "X-Alga-Sequence"?: number;
                /** @description `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated. */
                readonly "X-Alga-Signature": string;
                /** @description The webhook. */
                readonly "X-Alga-Webhook-Id": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "event_type": "ticket.created",
                 *       "occurred_at": "2026-01-31T08:00:00.000Z",
                 *       "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "data": {
                 *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "ticket_number": "TKT-1042",
                 *         "title": "Printer is on fire",
                 *         "description": "It smokes since this morning.",
                 *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "status_name": "New",
                 *         "is_closed": false,
                 *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "priority_name": "High",
                 *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "client_name": "Emerald City",
                 *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "contact_name": "Dorothy Gale",
                 *         "contact_email": "dorothy@example.com",
                 *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "assigned_to_name": "Zoë Nakamura",
                 *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_name": "General Support",
                 *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "entered_at": "2026-01-31T08:00:00.000Z",
                 *         "updated_at": "2026-01-31T08:00:00.000Z",
                 *         "closed_at": null,
                 *         "due_date": "2026-01-31T08:00:00.000Z",
                 *         "tags": [
                 *           "printer"
                 *         ],
                 *         "attributes": {},
                 *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "version": 1,
                 *         "suppress_contact_notifications": true,
                 *         "suppress_internal_notifications": true,
                 *         "is_test": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["TicketCreatedEvent"];
            };
        };
        readonly responses: {
            /** @description Delivered. Answer within the webhook's timeout; what is slow should be done after the answer. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure: redirects are never followed. */
            readonly "3XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 429 with `Retry-After` is heeded. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 503 with `Retry-After` is heeded. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver is gone: the webhook is disabled at once. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveTicketStatusChanged: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Standard Webhooks: the event. */
                readonly "webhook-id": string;
                /** @description Standard Webhooks: `v1,<base64>`, several with a space between. */
                readonly "webhook-signature": string;
                /** @description Standard Webhooks: unix seconds of the attempt. */
                readonly "webhook-timestamp": number;
                /** @description Counts the attempts of this delivery. */
                readonly "X-Alga-Delivery-Attempt": number;
                /** @description Event and webhook; equal over its attempts. */
                readonly "X-Alga-Delivery-Id": string;
                /** @description The event; equal over retries and replays. */
                readonly "X-Alga-Event-Id": string;
                /** @description The type of the event. */
                readonly "X-Alga-Event-Type": string;
                /** @description Position among all events of the webhook, without holes; not on test deliveries. */
                readonly "X-Alga-Sequence"?: number;
                /** @description `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated. */
                readonly "X-Alga-Signature": string;
                /** @description The webhook. */
                readonly "X-Alga-Webhook-Id": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "event_type": "ticket.status_changed",
                 *       "occurred_at": "2026-01-31T08:00:00.000Z",
                 *       "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "data": {
                 *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "ticket_number": "TKT-1042",
                 *         "title": "Printer is on fire",
                 *         "description": "It smokes since this morning.",
                 *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "status_name": "New",
                 *         "is_closed": false,
                 *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "priority_name": "High",
                 *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "client_name": "Emerald City",
                 *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "contact_name": "Dorothy Gale",
                 *         "contact_email": "dorothy@example.com",
                 *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "assigned_to_name": "Zoë Nakamura",
                 *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_name": "General Support",
                 *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "entered_at": "2026-01-31T08:00:00.000Z",
                 *         "updated_at": "2026-01-31T08:00:00.000Z",
                 *         "closed_at": null,
                 *         "due_date": "2026-01-31T08:00:00.000Z",
                 *         "tags": [
                 *           "printer"
                 *         ],
                 *         "attributes": {},
                 *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "version": 1,
                 *         "previous_status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "previous_status_name": "New",
                 *         "suppress_contact_notifications": true,
                 *         "suppress_internal_notifications": true,
                 *         "is_test": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["TicketStatusChangedEvent"];
            };
        };
        readonly responses: {
            /** @description Delivered. Answer within the webhook's timeout; what is slow should be done after the answer. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure: redirects are never followed. */
            readonly "3XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 429 with `Retry-After` is heeded. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 503 with `Retry-After` is heeded. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver is gone: the webhook is disabled at once. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveTicketUpdated: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Standard Webhooks: the event. */
                readonly "webhook-id": string;
                /** @description Standard Webhooks: `v1,<base64>`, several with a space between. */
                readonly "webhook-signature": string;
                /** @description Standard Webhooks: unix seconds of the attempt. */
                readonly "webhook-timestamp": number;
                /** @description Counts the attempts of this delivery. */
                readonly "X-Alga-Delivery-Attempt": number;
                /** @description Event and webhook; equal over its attempts. */
                readonly "X-Alga-Delivery-Id": string;
                /** @description The event; equal over retries and replays. */
                readonly "X-Alga-Event-Id": string;
                /** @description The type of the event. */
                readonly "X-Alga-Event-Type": string;
                /** @description Position among all events of the webhook, without holes; not on test deliveries. */
                readonly "X-Alga-Sequence"?: number;
                /** @description `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated. */
                readonly "X-Alga-Signature": string;
                /** @description The webhook. */
                readonly "X-Alga-Webhook-Id": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "event_type": "ticket.updated",
                 *       "occurred_at": "2026-01-31T08:00:00.000Z",
                 *       "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "data": {
                 *         "ticket_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "ticket_number": "TKT-1042",
                 *         "title": "Printer is on fire",
                 *         "description": "It smokes since this morning.",
                 *         "status_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "status_name": "New",
                 *         "is_closed": false,
                 *         "priority_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "priority_name": "High",
                 *         "client_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "client_name": "Emerald City",
                 *         "contact_name_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "contact_name": "Dorothy Gale",
                 *         "contact_email": "dorothy@example.com",
                 *         "assigned_to": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "assigned_to_name": "Zoë Nakamura",
                 *         "assigned_team_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "board_name": "General Support",
                 *         "location_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "category_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "subcategory_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "entered_at": "2026-01-31T08:00:00.000Z",
                 *         "updated_at": "2026-01-31T08:00:00.000Z",
                 *         "closed_at": null,
                 *         "due_date": "2026-01-31T08:00:00.000Z",
                 *         "tags": [
                 *           "printer"
                 *         ],
                 *         "attributes": {},
                 *         "url": "https://tickets.example.com/msp/tickets/01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "version": 1,
                 *         "changes": {
                 *           "title": {
                 *             "previous": "Printer is warm",
                 *             "new": "Printer is on fire"
                 *           }
                 *         },
                 *         "suppress_contact_notifications": true,
                 *         "suppress_internal_notifications": true,
                 *         "is_test": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["TicketUpdatedEvent"];
            };
        };
        readonly responses: {
            /** @description Delivered. Answer within the webhook's timeout; what is slow should be done after the answer. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure: redirects are never followed. */
            readonly "3XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 429 with `Retry-After` is heeded. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 503 with `Retry-After` is heeded. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver is gone: the webhook is disabled at once. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly receiveWebhookTest: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Standard Webhooks: the event. */
                readonly "webhook-id": string;
                /** @description Standard Webhooks: `v1,<base64>`, several with a space between. */
                readonly "webhook-signature": string;
                /** @description Standard Webhooks: unix seconds of the attempt. */
                readonly "webhook-timestamp": number;
                /** @description Counts the attempts of this delivery. */
                readonly "X-Alga-Delivery-Attempt": number;
                /** @description Event and webhook; equal over its attempts. */
                readonly "X-Alga-Delivery-Id": string;
                /** @description The event; equal over retries and replays. */
                readonly "X-Alga-Event-Id": string;
                /** @description The type of the event. */
                readonly "X-Alga-Event-Type": string;
                /** @description Position among all events of the webhook, without holes; not on test deliveries. */
                readonly "X-Alga-Sequence"?: number;
                /** @description `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated. */
                readonly "X-Alga-Signature": string;
                /** @description The webhook. */
                readonly "X-Alga-Webhook-Id": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "event_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "event_type": "webhook.test",
                 *       "occurred_at": "2026-01-31T08:00:00.000Z",
                 *       "tenant_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *       "data": {
                 *         "webhook_id": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "webhook_name": "CRM",
                 *         "is_test": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["WebhookTestEvent"];
            };
        };
        readonly responses: {
            /** @description Delivered. Answer within the webhook's timeout; what is slow should be done after the answer. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure: redirects are never followed. */
            readonly "3XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 429 with `Retry-After` is heeded. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A failure; it is tried again later. 503 with `Retry-After` is heeded. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver is gone: the webhook is disabled at once. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
