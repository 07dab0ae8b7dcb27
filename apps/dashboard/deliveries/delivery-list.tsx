// The table of deliveries, its selection and the drawer beside it. It follows what comes in while the newest rows are in view;
// whoever reads further down is not disturbed.
import { Group, Switch, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Delivery } from "../api/records.ts";
import { RecordTable } from "../ui/record-table.tsx";
import { Empty } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { columnsFor } from "./delivery-columns.tsx";
import { DeliveryDrawer, type Neighbours } from "./delivery-drawer.tsx";
import type { DeliverySearch, Show } from "./delivery-search.ts";
import type { Selection } from "./resending.ts";
import { SelectionBar } from "./selection-bar.tsx";
import type { WebhookNames } from "./webhook-names.ts";

const LIVE_MS = 2_000;

/** What the table shows. Bodies and headers are left out, so that many thousands of rows stay light. */
function keepRow(delivery: Delivery): Delivery {
  return {
    ...delivery,
    request_body: null,
    request_headers: null,
    response_body: null,
    response_headers: null,
  };
}

/** The filters without what is open beside them. */
export function filtersOf({ webhook: _webhook, delivery: _delivery, compare: _compare, ...filters }: DeliverySearch) {
  return filters;
}

function useSelection(rows: readonly Delivery[]) {
  const [selection, setSelection] = useState<Selection>({});
  const marks = Object.fromEntries(Object.keys(selection).map((id) => [id, true as const]));
  const select = (next: Readonly<Record<string, boolean>>) => {
    const webhooks = new Map(rows.map((row) => [row.delivery_id, row.webhook_id]));
    const chosen = Object.keys(next).map((id) => [id, selection[id] ?? webhooks.get(id) ?? ""] as const);
    setSelection(Object.fromEntries(chosen));
  };
  return { selection, marks, select, setSelection };
}

function neighboursOf(rows: readonly Delivery[], openId: string | undefined): Neighbours {
  const place = openId === undefined ? -1 : rows.findIndex(({ delivery_id: id }) => id === openId);
  if (place < 0) return { above: undefined, below: undefined };
  return { above: rows[place - 1]?.delivery_id, below: rows[place + 1]?.delivery_id };
}

function LiveSwitch({
  isLive,
  isAtTop,
  setLive,
}: {
  readonly isLive: boolean;
  readonly isAtTop: boolean;
  setLive(isLive: boolean): void;
}) {
  return (
    <Group gap="sm">
      {isLive && !isAtTop && (
        <Text size="sm" c="var(--tw-faint)">
          Waits while you read further down.
        </Text>
      )}
      <Switch label="Live" checked={isLive} onChange={({ currentTarget }) => setLive(currentTarget.checked)} />
    </Group>
  );
}

function NoDeliveries({ search }: { readonly search: DeliverySearch }) {
  const isFiltered = Object.values(filtersOf(search)).some((value) => value !== undefined);
  if (isFiltered) return <Empty title="No delivery matches">Change or clear the filters above.</Empty>;
  return (
    <Empty title={search.webhook === undefined ? "Nothing was sent yet" : "Nothing was sent to this webhook yet"}>
      Change a ticket, or send a test from the webhook's page.
    </Empty>
  );
}

export interface DeliveryListProps {
  readonly search: DeliverySearch;
  readonly webhooks: WebhookNames;
  /** New ones are followed while the newest are in view. */
  readonly isLive: boolean;
  setLive(isLive: boolean): void;
  readonly show: Show;
  /** Closes the drawer. */
  close(): void;
}

export function DeliveryList({ search, webhooks, isLive, setLive, show, close }: DeliveryListProps) {
  const { webhook, delivery: openId } = search;
  const [isAtTop, setAtTop] = useState(true);
  const deliveries = usePages<Delivery>(
    webhook === undefined ? "/deliveries" : `/webhooks/${webhook}/deliveries`,
    filtersOf(search),
    { refetchMs: LIVE_MS, isFollowing: isLive && isAtTop, keep: keepRow },
  );
  const columns = useMemo(() => columnsFor(webhook === undefined ? webhooks.nameOf : null), [webhook, webhooks]);
  const { selection, marks, select, setSelection } = useSelection(deliveries.rows);
  return (
    <>
      <Group justify="space-between" mb="xs" mih={36}>
        <SelectionBar
          selection={selection}
          select={setSelection}
          compare={([delivery, compare]) => show({ ...search, delivery, compare }, "open")}
        />
        <LiveSwitch isLive={isLive} isAtTop={isAtTop} setLive={setLive} />
      </Group>
      <RecordTable
        {...deliveries}
        label="Deliveries"
        columns={columns}
        rowId={(delivery) => delivery.delivery_id}
        openId={openId}
        onOpen={({ delivery_id: delivery }) => show({ ...search, delivery, compare: undefined }, "open")}
        selection={marks}
        onSelect={select}
        onTop={setAtTop}
        onRetry={deliveries.refetch}
        around="19rem"
        empty={deliveries.hasMore ? <Empty title="Looking further back …" /> : <NoDeliveries search={search} />}
      />
      <DeliveryDrawer
        search={search}
        webhooks={webhooks}
        neighbours={neighboursOf(deliveries.rows, openId)}
        close={close}
        show={show}
      />
    </>
  );
}
