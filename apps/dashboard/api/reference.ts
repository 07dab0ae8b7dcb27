// Reference rows of a tenant, for choices: few and rarely changed, so read whole and kept for a minute.
import { useQuery } from "@tanstack/react-query";
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

function useReference<Row>(path: string): readonly Row[] {
  const { data } = useQuery({
    queryKey: ["reference", path],
    queryFn: ({ signal }) => readAll<Row>(path, signal),
    staleTime: KEEP_MS,
  });
  return data ?? [];
}

function useStatuses(): readonly Status[] {
  return useReference<Status>("/statuses");
}

export function usePriorityChoices(): Choice[] {
  const rows = useReference<{ readonly priority_id: string; readonly priority_name: string }>("/priorities");
  return rows.map((row) => ({ value: row.priority_id, label: row.priority_name }));
}

export function useClientChoices(): Choice[] {
  const rows = useReference<{ readonly client_id: string; readonly client_name: string }>("/clients");
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

export function useUserChoices(): Choice[] {
  const rows = useReference<User>("/users");
  return rows.map((row) => ({ value: row.user_id, label: `${row.first_name} ${row.last_name}`.trim() }));
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
