// The deliveries of a webhook: filtered, searched, watched live; a row opens what was sent and what was answered.
// Everything that is chosen stands in the address.
import { Group, Switch } from "@mantine/core";
import type { RowSelectionState } from "@tanstack/react-table";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Delivery } from "../api/records.ts";
import { webhooksQuery } from "../api/webhooks.ts";
import { deliveriesRoute } from "../shell/router.tsx";
import { LinkButton } from "../ui/links.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { RecordTable } from "../ui/record-table.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { DELIVERY_COLUMNS } from "./delivery-columns.tsx";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { DeliveryFilters } from "./delivery-filters.tsx";
import type { DeliverySearch } from "./delivery-search.ts";
import { SelectionBar } from "./selection-bar.tsx";

const LIVE_MS = 2_000;

function toQuery({ webhook: _webhook, delivery: _delivery, compare: _compare, ...filters }: DeliverySearch) {
  return filters;
}

interface ListProps {
  readonly webhookId: string;
  readonly search: DeliverySearch;
  show(search: DeliverySearch, isStep?: boolean): void;
}

function DeliveryList({ webhookId, search, show }: ListProps) {
  const [isLive, setLive] = useState(true);
  const [selection, setSelection] = useState<RowSelectionState>({});
  const deliveries = usePages<Delivery>(`/webhooks/${webhookId}/deliveries`, toQuery(search), {
    refetchMs: isLive ? LIVE_MS : false,
  });
  const selected = Object.keys(selection);
  const isFiltered = Object.values(toQuery(search)).some((value) => value !== undefined);
  return (
    <>
      <Group justify="space-between" mb="xs" mih={36}>
        <SelectionBar
          webhookId={webhookId}
          selected={selected}
          clear={() => setSelection({})}
          compare={([delivery, compare]) => show({ ...search, delivery, compare }, true)}
        />
        <Switch label="Live" checked={isLive} onChange={({ currentTarget }) => setLive(currentTarget.checked)} />
      </Group>
      <RecordTable
        {...deliveries}
        label="Deliveries"
        columns={DELIVERY_COLUMNS}
        rowId={(delivery) => delivery.delivery_id}
        openId={search.delivery}
        onOpen={({ delivery_id: delivery }) => show({ ...search, delivery, compare: undefined }, true)}
        selection={selection}
        onSelect={setSelection}
        onRetry={deliveries.refetch}
        around="19rem"
        empty={
          <Empty title={isFiltered ? "No delivery matches" : "Nothing was sent to this webhook yet"}>
            {isFiltered
              ? "Change or clear the filters above."
              : "Change a ticket, or send a test from the webhook's page."}
          </Empty>
        }
      />
      <DeliveryDrawer
        webhookId={webhookId}
        search={search}
        close={() => show({ ...search, delivery: undefined, compare: undefined })}
        show={show}
      />
    </>
  );
}

export function DeliveriesPage() {
  const search = deliveriesRoute.useSearch();
  const navigate = useNavigate({ from: "/deliveries" });
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery);
  const show = (next: DeliverySearch, isStep = false) => void navigate({ search: next, replace: !isStep });
  const webhookId = search.webhook ?? webhooks?.[0]?.webhook_id;
  return (
    <>
      <PageTitle title="Deliveries" hint="What was sent, when, and what the receiver answered." />
      {webhooks === undefined &&
        (error === null ? <Loading /> : <Fault error={error} onRetry={() => void refetch()} />)}
      {webhooks?.length === 0 && webhookId === undefined && (
        <Empty
          title="There is no webhook yet"
          actions={
            <LinkButton to="/settings/webhooks" search={{ new: true }}>
              Create a webhook
            </LinkButton>
          }
        >
          Deliveries appear here as soon as a webhook gets its first event.
        </Empty>
      )}
      {webhooks !== undefined && webhookId !== undefined && (
        <>
          <DeliveryFilters webhooks={webhooks} webhookId={webhookId} search={search} onChange={show} />
          <DeliveryList key={webhookId} webhookId={webhookId} search={search} show={show} />
        </>
      )}
    </>
  );
}
