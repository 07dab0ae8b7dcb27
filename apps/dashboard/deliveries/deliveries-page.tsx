// The deliveries of one webhook or of all: filtered, searched, watched live; a row opens what was sent and what was answered.
// Everything that is chosen stands in the address.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { webhooksQuery } from "../api/webhooks.ts";
import { deliveriesRoute } from "../shell/router.tsx";
import { useStepBack } from "../shell/step-back.ts";
import { LinkButton } from "../ui/links.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { DeliveryFilters } from "./delivery-filters.tsx";
import { DeliveryList, filtersOf } from "./delivery-list.tsx";
import type { DeliverySearch } from "./delivery-search.ts";

function NoWebhook() {
  return (
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
  );
}

export function DeliveriesPage() {
  const search = deliveriesRoute.useSearch();
  const navigate = useNavigate({ from: "/deliveries" });
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery);
  const [isLive, setLive] = useState(true);
  const back = useStepBack();
  const show = (next: DeliverySearch, isStep = false) =>
    void navigate({ search: next, replace: !isStep, state: { isStep } });
  const nameOf = useCallback(
    (id: string) => webhooks?.find(({ webhook_id }) => webhook_id === id)?.name ?? "a deleted webhook",
    [webhooks],
  );
  const isEmpty = webhooks?.length === 0 && Object.values(search).every((value) => value === undefined);
  return (
    <>
      <PageTitle title="Deliveries" hint="What was sent, when, and what the receiver answered." />
      {webhooks === undefined &&
        (error === null ? <Loading /> : <Fault error={error} onRetry={() => void refetch()} />)}
      {isEmpty && <NoWebhook />}
      {webhooks !== undefined && !isEmpty && (
        <>
          <DeliveryFilters webhooks={webhooks} search={search} onChange={show} />
          <DeliveryList
            key={JSON.stringify([search.webhook, filtersOf(search)])}
            search={search}
            nameOf={nameOf}
            isLive={isLive}
            setLive={setLive}
            show={show}
            close={() => back(() => show({ ...search, delivery: undefined, compare: undefined }))}
          />
        </>
      )}
    </>
  );
}
