// Reference rows of a tenant, for choices: few and rarely changed, so read whole and kept for a minute.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call, type Page } from "./http.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Status {
  readonly status_id: string;
  readonly name: string;
  readonly board_id: string;
  readonly is_closed: boolean;
}

const KEEP_MS = 60_000;
const MOST_PAGES = 20;

async function readAll<Row>(path: string, signal: AbortSignal): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<Row> = await call<Page<Row>>(path, { query: { limit: 100, cursor }, signal });
    rows.push(...answer.data);
    cursor = answer.pagination.next_cursor;
    if (cursor === null) break;
  }
  return rows;
}

const NONE: readonly never[] = [];

function useReference<Row>(path: string): readonly Row[] {
  const { data } = useQuery({
    queryKey: ["reference", path],
    queryFn: ({ signal }) => readAll<Row>(path, signal),
    staleTime: KEEP_MS,
  });
  return data ?? NONE;
}

function useStatuses(): readonly Status[] {
  return useReference<Status>("/statuses");
}

interface Priority {
  readonly priority_id: string;
  readonly priority_name: string;
}

interface Client {
  readonly client_id: string;
  readonly client_name: string;
}

export function usePriorityChoices(): Choice[] {
  const rows = useReference<Priority>("/priorities");
  return rows.map((row) => ({ value: row.priority_id, label: row.priority_name }));
}

export function useClientChoices(): Choice[] {
  const rows = useReference<Client>("/clients");
  return rows.map((row) => ({ value: row.client_id, label: row.client_name }));
}

function useBoardChoices(): Choice[] {
  const rows = useReference<{ readonly board_id: string; readonly board_name: string }>("/boards");
  return rows.map((row) => ({ value: row.board_id, label: row.board_name }));
}

interface User {
  readonly user_id: string;
  readonly first_name: string;
  readonly last_name: string;
}

function nameOfUser({ first_name: first, last_name: last }: User): string {
  return `${first} ${last}`.trim();
}

export function useUserChoices(): Choice[] {
  const rows = useReference<User>("/users");
  return rows.map((row) => ({ value: row.user_id, label: nameOfUser(row) }));
}

/** Statuses as choices; with several boards each names its own. */
export function useStatusChoices(boardId?: string): Choice[] {
  const boards = new Map(useBoardChoices().map(({ value, label }) => [value, label]));
  const statuses = useStatuses().filter((status) => boardId === undefined || status.board_id === boardId);
  const needsBoard = boardId === undefined && boards.size > 1;
  return statuses.map((status) => ({
    value: status.status_id,
    label: needsBoard ? `${status.name} · ${boards.get(status.board_id) ?? ""}` : status.name,
  }));
}

/** The names of statuses, priorities, clients and users by their ids, as far as they are known. */
export function useReferenceNames(): (id: string) => string | undefined {
  const statuses = useStatuses();
  const priorities = useReference<Priority>("/priorities");
  const clients = useReference<Client>("/clients");
  const users = useReference<User>("/users");
  return useMemo(() => {
    const names = new Map([
      ...statuses.map((row) => [row.status_id, row.name] as const),
      ...priorities.map((row) => [row.priority_id, row.priority_name] as const),
      ...clients.map((row) => [row.client_id, row.client_name] as const),
      ...users.map((row) => [row.user_id, nameOfUser(row)] as const),
    ]);
    return (id) => names.get(id);
  }, [statuses, priorities, clients, users]);
}
