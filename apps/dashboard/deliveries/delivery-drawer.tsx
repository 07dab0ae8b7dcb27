// One delivery in a drawer beside the table: how it stands, its attempts in time, and each exchange side by side; from here to
// the next and the one before. Opened from the address, so a link to it can be sent to somebody else.
import { ActionIcon, Drawer, Group, Stack, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { ChevronDown, ChevronUp } from "lucide-react";
import { lazy, Suspense } from "react";
import { Fault, Loading } from "../ui/states.tsx";
import type { DeliverySearch } from "./delivery-search.ts";
import { useDelivery } from "./use-delivery.ts";
import type { WebhookNames } from "./webhook-names.ts";

const Comparison = lazy(() => import("./comparison.tsx").then((part) => ({ default: part.Comparison })));
const DeliveryView = lazy(() => import("./delivery-view.tsx").then((part) => ({ default: part.DeliveryView })));

/** The deliveries above and below the open one, as the table lists them. */
export interface Neighbours {
  readonly above: string | undefined;
  readonly below: string | undefined;
}

interface DrawerProps {
  readonly search: DeliverySearch;
  readonly webhooks: WebhookNames;
  readonly neighbours: Neighbours;
  close(): void;
  show(search: DeliverySearch): void;
}

function Step({
  label,
  keys,
  onStep,
}: {
  readonly label: string;
  readonly keys: string;
  onStep?: (() => void) | undefined;
}) {
  const Icon = keys === "k" ? ChevronUp : ChevronDown;
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon variant="default" aria-label={label} disabled={onStep === undefined} onClick={onStep}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function Title({ search, neighbours: { above, below }, show }: Pick<DrawerProps, "search" | "neighbours" | "show">) {
  const stepTo = (id: string | undefined) =>
    id === undefined ? undefined : () => show({ ...search, delivery: id, compare: undefined });
  const isOpen = search.delivery !== undefined && search.compare === undefined;
  useHotkeys([
    ["j", () => isOpen && stepTo(below)?.()],
    ["k", () => isOpen && stepTo(above)?.()],
  ]);
  if (search.compare !== undefined) return "Compare two deliveries";
  return (
    <Group gap="xs" component="span">
      Delivery
      <Step label="The one above" keys="k" onStep={stepTo(above)} />
      <Step label="The one below" keys="j" onStep={stepTo(below)} />
    </Group>
  );
}

function Content({ search, webhooks, show }: Pick<DrawerProps, "search" | "webhooks" | "show">) {
  const { data: delivery, error, refetch } = useDelivery(search.delivery);
  if (delivery === undefined)
    return error === null ? <Loading rows={8} /> : <Fault error={error} onRetry={() => void refetch()} />;
  return (
    <Suspense fallback={<Loading rows={8} />}>
      {search.compare === undefined ? (
        <DeliveryView
          key={delivery.delivery_id}
          delivery={delivery}
          webhookName={webhooks.nameOf(delivery.webhook_id)}
          webhook={webhooks.find(delivery.webhook_id)}
        />
      ) : (
        <Comparison
          nameOf={webhooks.nameOf}
          left={delivery}
          rightId={search.compare}
          back={() => show({ ...search, compare: undefined })}
        />
      )}
    </Suspense>
  );
}

export function DeliveryDrawer({ search, webhooks, neighbours, close, show }: DrawerProps) {
  return (
    <Drawer
      opened={search.delivery !== undefined}
      onClose={close}
      position="right"
      size="min(64rem, 100vw)"
      title={<Title search={search} neighbours={neighbours} show={show} />}
    >
      <Stack gap="md">
        {search.delivery !== undefined && <Content search={search} webhooks={webhooks} show={show} />}
      </Stack>
    </Drawer>
  );
}
