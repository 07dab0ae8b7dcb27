// What the deliveries page shows, as it stands in its address. In: a search. Out: only what is known, of the right type.
import { DELIVERY_STATUSES, type DeliveryStatus } from "@ticketwire/contract/statuses";

export interface DeliverySearch {
  /** Which webhook's; left out: all. */
  readonly webhook?: string | undefined;
  readonly status?: DeliveryStatus | undefined;
  readonly event_type?: string | undefined;
  readonly search?: string | undefined;
  readonly ticket_id?: string | undefined;
  readonly event_id?: string | undefined;
  /** A code, or a class of codes such as `5xx`. */
  readonly response_status?: string | undefined;
  readonly is_test?: boolean | undefined;
  readonly from_date?: string | undefined;
  readonly to_date?: string | undefined;
  /** The one open in the drawer. */
  readonly delivery?: string | undefined;
  /** Compared with that one. */
  readonly compare?: string | undefined;
}

/**
 * How what is shown changes: `open` is a step that closing goes back from, `narrow` another one in the browser's history,
 * `replace` none at all.
 */
export type Move = "open" | "narrow" | "replace";

/** Shows something else; default: in the place of what is shown. */
export type Show = (search: DeliverySearch, move?: Move) => void;

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

const ANSWER = /^[1-5](?:\d\d|xx)$/;

/** True for a status code or a class of them. */
export function isAnswer(value: string): boolean {
  return ANSWER.test(value);
}

function answerOf(value: unknown): string | undefined {
  const code = text(value);
  return code !== undefined && isAnswer(code) ? code : undefined;
}

function statusOf(value: unknown): DeliveryStatus | undefined {
  return DELIVERY_STATUSES.find((status) => status === value);
}

export function readDeliverySearch(raw: Readonly<Record<string, unknown>>): DeliverySearch {
  return {
    webhook: text(raw["webhook"]),
    status: statusOf(raw["status"]),
    event_type: text(raw["event_type"]),
    search: text(raw["search"]),
    ticket_id: text(raw["ticket_id"]),
    event_id: text(raw["event_id"]),
    response_status: answerOf(raw["response_status"]),
    is_test: typeof raw["is_test"] === "boolean" ? raw["is_test"] : undefined,
    from_date: text(raw["from_date"]),
    to_date: text(raw["to_date"]),
    delivery: text(raw["delivery"]),
    compare: text(raw["compare"]),
  };
}
