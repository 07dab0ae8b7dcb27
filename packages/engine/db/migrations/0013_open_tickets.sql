-- Open tickets are what people look at, and few of all: their lists, by assignee, priority or board too, are found and counted
-- here instead of among a million (165 ms).
CREATE INDEX tickets_open ON ticketwire.tickets (tenant_id, entered_at, ticket_id)
  INCLUDE (assigned_to, priority_id, board_id) WHERE NOT is_closed;
