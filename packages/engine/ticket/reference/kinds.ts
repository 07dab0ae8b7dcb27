// The kinds of rows that tickets refer to: their tables, columns and what may be asked of them. One shape for all, so that
// each is made, changed, listed and read by the same four statements. Wire names are column names.

/** A kind of reference row. `Fields` are the columns that a caller sets. */
export interface ReferenceKind<Fields extends object> {
  /** What messages call one of them. */
  readonly noun: string;
  readonly table: string;
  readonly id: string;
  readonly columns: readonly (keyof Fields & string)[];
  /** Set when it is made and never again: tickets were checked against them. */
  readonly fixed: readonly (keyof Fields & string)[];
  /** Columns that a list may be narrowed by. */
  readonly filters: readonly (keyof Fields & string)[];
  /** Of the filters, those where an empty column fits every value. */
  readonly openFilters: readonly (keyof Fields & string)[];
  /** Columns that a list is searched in. */
  readonly words: readonly (keyof Fields & string)[];
  /** Which field a foreign key that fails is about, by constraint. */
  readonly links: Readonly<Record<string, keyof Fields & string>>;
}

/** A row as it is read: the fields, its id and its times. */
export type ReferenceRow<Fields extends object> = Readonly<Fields> & {
  readonly [name: string]: unknown;
  readonly created_at: Date;
  readonly updated_at: Date;
};

export interface UserFields {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly is_active: boolean;
}

export interface ClientFields {
  readonly client_name: string;
}

export interface ContactFields {
  readonly full_name: string;
  readonly email: string | null;
  readonly client_id: string | null;
}

export interface BoardFields {
  readonly board_name: string;
  readonly default_status_id: string | null;
}

export interface StatusFields {
  readonly name: string;
  readonly board_id: string;
  readonly is_closed: boolean;
  readonly order_number: number;
}

export interface PriorityFields {
  readonly priority_name: string;
  readonly order_number: number;
}

export interface CategoryFields {
  readonly category_name: string;
  readonly parent_category_id: string | null;
  readonly board_id: string | null;
}

export interface TeamFields {
  readonly team_name: string;
}

const PLAIN = { fixed: [], filters: [], openFilters: [], links: {} } as const;

export const USERS: ReferenceKind<UserFields> = {
  ...PLAIN,
  noun: "user",
  table: "users",
  id: "user_id",
  columns: ["first_name", "last_name", "email", "is_active"],
  filters: ["is_active", "email"],
  words: ["first_name", "last_name", "email"],
};

export const CLIENTS: ReferenceKind<ClientFields> = {
  ...PLAIN,
  noun: "client",
  table: "clients",
  id: "client_id",
  columns: ["client_name"],
  words: ["client_name"],
};

export const CONTACTS: ReferenceKind<ContactFields> = {
  ...PLAIN,
  noun: "contact",
  table: "contacts",
  id: "contact_name_id",
  columns: ["full_name", "email", "client_id"],
  filters: ["client_id", "email"],
  words: ["full_name", "email"],
  links: { contacts_tenant_id_client_id_fkey: "client_id" },
};

export const BOARDS: ReferenceKind<BoardFields> = {
  ...PLAIN,
  noun: "board",
  table: "boards",
  id: "board_id",
  columns: ["board_name", "default_status_id"],
  words: ["board_name"],
};

export const STATUSES: ReferenceKind<StatusFields> = {
  ...PLAIN,
  noun: "status",
  table: "statuses",
  id: "status_id",
  columns: ["name", "board_id", "is_closed", "order_number"],
  fixed: ["board_id", "is_closed"],
  filters: ["board_id", "is_closed"],
  words: ["name"],
  links: { statuses_tenant_id_board_id_fkey: "board_id" },
};

export const PRIORITIES: ReferenceKind<PriorityFields> = {
  ...PLAIN,
  noun: "priority",
  table: "priorities",
  id: "priority_id",
  columns: ["priority_name", "order_number"],
  words: ["priority_name"],
};

export const CATEGORIES: ReferenceKind<CategoryFields> = {
  ...PLAIN,
  noun: "category",
  table: "categories",
  id: "category_id",
  columns: ["category_name", "parent_category_id", "board_id"],
  fixed: ["parent_category_id", "board_id"],
  filters: ["parent_category_id", "board_id"],
  openFilters: ["board_id"],
  words: ["category_name"],
  links: {
    categories_tenant_id_parent_category_id_fkey: "parent_category_id",
    categories_tenant_id_board_id_fkey: "board_id",
  },
};

export const TEAMS: ReferenceKind<TeamFields> = {
  ...PLAIN,
  noun: "team",
  table: "teams",
  id: "team_id",
  columns: ["team_name"],
  words: ["team_name"],
};
