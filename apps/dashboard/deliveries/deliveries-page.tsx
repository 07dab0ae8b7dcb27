// The deliveries of one webhook or of all: filtered, searched, watched live; a row opens what was sent and what was answered.
// Everything that is chosen stands in the address.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { webhooksQuery } from "../api/webhooks.ts";
import { deliveriesRoute } from "../shell/router.tsx";
import { useStepBack } from "../shell/step-back.ts";
import { LinkButton } from "../ui/links.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { NeedsScope } from "../ui/scope.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { DeliveryFilters } from "./delivery-filters.tsx";
import { DeliveryList, filtersOf } from "./delivery-list.tsx";
import type { Show } from "./delivery-search.ts";
import { useWebhookNames } from "./webhook-names.ts";

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

function Deliveries() {
  const search = deliveriesRoute.useSearch();
  const navigate = useNavigate({ from: "/deliveries" });
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery);
  const [isLive, setLive] = useState(true);
  const back = useStepBack();
  const names = useWebhookNames(webhooks);
  const show: Show = (next, move = "replace") =>
    void navigate({
      search: next,
      replace: move === "replace",
      // What takes the place of something keeps the way back that led there.
      state: move === "replace" ? true : { isStep: move === "open" },
    });
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
            webhooks={names}
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

export function DeliveriesPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Deliveries">
      <Deliveries />
    </NeedsScope>
  );
}
