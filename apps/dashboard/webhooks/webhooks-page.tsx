// All webhooks at a glance: how each fares, what waits, when it is tried again.
import { Button, Drawer, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { overviewQuery } from "../api/overview.ts";
import { webhooksRoute } from "../shell/router.tsx";
import { LinkButton } from "../ui/links.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { WebhookCard } from "./webhook-card.tsx";
import type { WebhookSearch } from "./webhook-search.ts";

const NewWebhook = lazy(() => import("./new-webhook.tsx").then((form) => ({ default: form.NewWebhook })));

function NoWebhooks({ onNew }: { onNew(): void }) {
  return (
    <Empty
      title="No webhooks yet"
      actions={
        <>
          <Button onClick={onNew}>Create the first webhook</Button>
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

export function WebhooksPage() {
  const search = webhooksRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/webhooks" });
  const show = (next: WebhookSearch) => void navigate({ search: next, replace: true });
  const { data: overview, error, refetch } = useQuery(overviewQuery());
  return (
    <>
      <PageTitle title="Webhooks" hint="How each receiver fared in the last hour.">
        <Button leftSection={<Plus size={16} />} onClick={() => show({ new: true })}>
          New webhook
        </Button>
      </PageTitle>
      {overview === undefined &&
        (error === null ? <Loading rows={4} height={120} /> : <Fault error={error} onRetry={() => void refetch()} />)}
      {overview?.webhooks.length === 0 && <NoWebhooks onNew={() => show({ new: true })} />}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md">
        {overview?.webhooks.map((lane) => (
          <WebhookCard key={lane.webhook_id} lane={lane} />
        ))}
      </SimpleGrid>
      <Drawer
        opened={search.new === true}
        onClose={() => show({})}
        position="right"
        size="min(46rem, 100vw)"
        title="New webhook"
        closeOnClickOutside={false}
      >
        <Suspense fallback={<Loading rows={8} />}>
          <NewWebhook
            url={search.url}
            onDone={(webhookId) =>
              void navigate({ to: "/settings/webhooks/$webhookId", params: { webhookId }, search: {} })
            }
          />
        </Suspense>
      </Drawer>
    </>
  );
}
