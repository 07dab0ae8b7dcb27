// The reference rows that a write names, as one read statement found them. Null: there is no such row in the tenant, or
// none was asked for. Plain values, read by the rules.

export interface FoundStatus {
  readonly status_id: string;
  readonly name: string;
  readonly board_id: string;
  readonly is_closed: boolean;
}

export interface FoundContact {
  readonly contact_name_id: string;
  readonly full_name: string;
  readonly email: string | null;
  readonly client_id: string | null;
}

export interface FoundCategory {
  readonly category_id: string;
  readonly parent_category_id: string | null;
  readonly board_id: string | null;
}

/** The rows that the ticket will refer to when the write is done. */
export interface Found {
  readonly board: {
    readonly board_id: string;
    readonly board_name: string;
    readonly default_status_id: string | null;
  } | null;
  readonly status: FoundStatus | null;
  readonly priority: { readonly priority_id: string; readonly priority_name: string } | null;
  readonly client: { readonly client_id: string; readonly client_name: string } | null;
  readonly contact: FoundContact | null;
  readonly assignee: { readonly user_id: string; readonly name: string; readonly is_active: boolean } | null;
  readonly team: { readonly team_id: string } | null;
  readonly category: FoundCategory | null;
  readonly subcategory: FoundCategory | null;
}
