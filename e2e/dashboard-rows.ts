// Very many deliveries as the API would list them, for a table that has to stay smooth. In: a webhook's id, how many.
// Out: the body of the answer.

/** A page of this many rows, as if the API gave so large ones. */
export function manyRows(webhookId: string, count: number): string {
  const row = (index: number) => ({
    delivery_id: `0198c0de-0000-7000-8000-${String(index).padStart(12, "0")}`,
    webhook_id: webhookId,
    event_type: "ticket.updated",
    sequence: count - index,
    status: "delivered",
    reason: null,
    next_retry_at: null,
    response_status_code: 200,
    error_class: null,
    error_message: null,
    duration_ms: 12.3,
    attempt_number: 1,
    created_at: "2026-01-31T08:00:00.000Z",
  });
  const pagination = {
    page: 1,
    limit: count,
    total: count,
    totalPages: 1,
    hasNext: false,
    hasPrev: false,
    next_cursor: null,
  };
  return JSON.stringify({ data: Array.from({ length: count }, (_unused, index) => row(index)), pagination });
}
