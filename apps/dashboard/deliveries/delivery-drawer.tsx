// One delivery in a drawer beside the table: how it stands, its attempts in time, and each exchange side by side. Opened from
// the address, so a link to it can be sent to somebody else.
import { Drawer, Stack } from "@mantine/core";
import { lazy, Suspense } from "react";
import { Fault, Loading } from "../ui/states.tsx";
import type { DeliverySearch } from "./delivery-search.ts";
import { useDelivery } from "./use-delivery.ts";

const Comparison = lazy(() => import("./comparison.tsx").then((part) => ({ default: part.Comparison })));
const DeliveryView = lazy(() => import("./delivery-view.tsx").then((part) => ({ default: part.DeliveryView })));

interface DrawerProps {
  readonly search: DeliverySearch;
  /** The name of a webhook. */
  nameOf(webhookId: string): string;
  close(): void;
  show(search: DeliverySearch): void;
}

export function DeliveryDrawer({ search, nameOf, close, show }: DrawerProps) {
  const { data: delivery, error, refetch } = useDelivery(search.delivery);
  return (
    <Drawer
      opened={search.delivery !== undefined}
      onClose={close}
      position="right"
      size="min(64rem, 100vw)"
      title={search.compare === undefined ? "Delivery" : "Compare two deliveries"}
    >
      <Stack gap="md">
        {error !== null && delivery === undefined && <Fault error={error} onRetry={() => void refetch()} />}
        {delivery === undefined && error === null && <Loading rows={8} />}
        <Suspense fallback={<Loading rows={8} />}>
          {delivery !== undefined && search.compare === undefined && (
            <DeliveryView key={delivery.delivery_id} delivery={delivery} webhookName={nameOf(delivery.webhook_id)} />
          )}
          {delivery !== undefined && search.compare !== undefined && (
            <Comparison
              nameOf={nameOf}
              left={delivery}
              rightId={search.compare}
              back={() => show({ ...search, compare: undefined })}
            />
          )}
        </Suspense>
      </Stack>
    </Drawer>
  );
}
