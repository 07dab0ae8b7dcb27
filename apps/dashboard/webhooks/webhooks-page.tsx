// All webhooks at a glance, those in trouble first: how each fares, what waits, when it is tried again.
import { Drawer, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { type LaneOverview, overviewQuery } from "../api/overview.ts";
import { webhooksRoute } from "../shell/router.tsx";
import { useStepBack } from "../shell/step-back.ts";
import { LinkButton } from "../ui/links.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { NeedsScope, ScopedButton } from "../ui/scope.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { WebhookCard } from "./webhook-card.tsx";
import { WebhookFilters } from "./webhook-filters.tsx";
import { HEALTHS, type WebhookSearch } from "./webhook-search.ts";

const NewWebhook = lazy(() => import("./new-webhook.tsx").then((form) => ({ default: form.NewWebhook })));

function NoWebhooks({ onNew }: { onNew(): void }) {
  return (
    <Empty
      title="No webhooks yet"
      actions={
        <>
          <ScopedButton scope="webhooks:write" onClick={onNew}>
            Create the first webhook
          </ScopedButton>
          <LinkButton to="/tools/request-bins" variant="default">
            No receiver yet? Use a request bin
          </LinkButton>
        </>
      }
    >
      A webhook is an address that gets an event for each change of a ticket, signed, and at least once.
    </Empty>
  );
}

function choose(lanes: readonly LaneOverview[], { search = "", health }: WebhookSearch): readonly LaneOverview[] {
  const words = search.toLowerCase();
  return lanes
    .filter((lane) => health === undefined || lane.health === health)
    .filter(({ name, url }) => name.toLowerCase().includes(words) || url.toLowerCase().includes(words))
    .sort((a, b) => HEALTHS.indexOf(a.health) - HEALTHS.indexOf(b.health) || a.name.localeCompare(b.name));
}

function Lanes({ lanes, search, show }: { readonly lanes: readonly LaneOverview[] } & ShownProps) {
  const chosen = choose(lanes, search);
  return (
    <>
      <WebhookFilters lanes={lanes} search={search} onChange={show} />
      {chosen.length === 0 && <Empty title="No webhook matches">Change or clear the filters above.</Empty>}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md">
        {chosen.map((lane) => (
          <WebhookCard key={lane.webhook_id} lane={lane} />
        ))}
      </SimpleGrid>
    </>
  );
}

interface ShownProps {
  readonly search: WebhookSearch;
  show(search: WebhookSearch): void;
}

function NewWebhookDrawer({ search, show }: ShownProps) {
  const navigate = useNavigate({ from: "/settings/webhooks" });
  const back = useStepBack();
  return (
    <Drawer
      opened={search.new === true}
      onClose={() => back(() => show({ ...search, new: undefined, url: undefined }))}
      position="right"
      size="min(46rem, 100vw)"
      title="New webhook"
      closeOnClickOutside={false}
    >
      <Suspense fallback={<Loading rows={8} />}>
        <NewWebhook
          url={search.url}
          onDone={(webhookId) =>
            void navigate({ to: "/settings/webhooks/$webhookId", params: { webhookId }, search: {}, replace: true })
          }
        />
      </Suspense>
    </Drawer>
  );
}

function Webhooks() {
  const search = webhooksRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/webhooks" });
  const show = (next: WebhookSearch) => void navigate({ search: next, replace: true });
  const openForm = () => void navigate({ search: { ...search, new: true }, state: { isStep: true } });
  const { data: overview, error, refetch } = useQuery(overviewQuery());
  return (
    <>
      <PageTitle title="Webhooks" hint="How each receiver fared in the last hour.">
        <ScopedButton scope="webhooks:write" leftSection={<Plus size={16} />} onClick={openForm}>
          New webhook
        </ScopedButton>
      </PageTitle>
      {overview === undefined &&
        (error === null ? <Loading rows={4} height={120} /> : <Fault error={error} onRetry={() => void refetch()} />)}
      {overview?.webhooks.length === 0 && <NoWebhooks onNew={openForm} />}
      {overview !== undefined && overview.webhooks.length > 0 && (
        <Lanes lanes={overview.webhooks} search={search} show={show} />
      )}
      <NewWebhookDrawer search={search} show={show} />
    </>
  );
}

export function WebhooksPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Webhooks">
      <Webhooks />
    </NeedsScope>
  );
}
