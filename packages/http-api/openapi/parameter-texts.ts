// What a parameter means, where its schema does not say: the same under the same name in every operation.

const ID_NOUNS: Readonly<Record<string, string>> = {
  ticket_id: "ticket",
  webhook_id: "webhook",
  delivery_id: "delivery",
  event_id: "event",
  job_id: "recover job",
  bin_id: "request bin",
  board_id: "board",
  status_id: "status",
  priority_id: "priority",
  category_id: "category",
  parent_category_id: "category above",
  client_id: "client",
  contact_name_id: "contact",
  user_id: "user",
  assigned_to: "user it is assigned to",
  actor_id: "user who did it",
  subject_id: "thing it was done to",
  team_id: "team",
  tenant_id: "tenant",
  api_key_id: "API key",
};

const FILTERS: Readonly<Record<string, string>> = {
  is_open: "`true`: only open ones.",
  is_closed: "`true`: only closed ones; `false`: only open ones.",
  include_closed: "`true`: closed tickets, too.",
  is_active: "`true`: only active ones; `false`: only inactive ones.",
  is_test: "`true`: only test deliveries; `false`: none of them.",
  event_type: "Only of this type of event.",
  status: "Only in one of these statuses.",
  from_date: "Only what was made at or after this time.",
  to_date: "Only what was made at or before this time.",
  email: "Only with this mail address.",
  search: "Only with these words.",
  limit: "Most rows of the answer.",
  kind: "Only of this kind.",
  action: "Only this action, such as `webhook.created`.",
};

/** The description of a parameter; undefined for a name that nobody wrote about. */
export function describeName(place: "path" | "query", name: string): string | undefined {
  const noun = ID_NOUNS[name];
  if (noun === undefined) return FILTERS[name];
  return place === "path" ? `The id of the ${noun}.` : `Only with this ${noun}, by its id.`;
}
