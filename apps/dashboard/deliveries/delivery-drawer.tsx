// One delivery in a drawer beside the table: how it stands, its attempts in time, and each exchange side by side. Opened from
// the address, so a link to it can be sent to somebody else.
import { Drawer, Stack } from "@mantine/core";
import { Fault, Loading } from "../ui/states.tsx";
import { Comparison } from "./comparison.tsx";
import { DeliveryView } from "./delivery-view.tsx";
import type { DeliverySearch } from "./delivery-search.ts";
import { useDelivery } from "./use-delivery.ts";

interface DrawerProps {
  readonly webhookId: string;
  readonly search: DeliverySearch;
  close(): void;
  show(search: DeliverySearch): void;
}

export function DeliveryDrawer({ webhookId, search, close, show }: DrawerProps) {
  const { data: delivery, error, refetch } = useDelivery(webhookId, search.delivery);
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
        {delivery !== undefined && search.compare === undefined && (
          <DeliveryView key={delivery.delivery_id} delivery={delivery} />
        )}
        {delivery !== undefined && search.compare !== undefined && (
          <Comparison
            webhookId={webhookId}
            left={delivery}
            rightId={search.compare}
            back={() => show({ ...search, compare: undefined })}
          />
        )}
      </Stack>
    </Drawer>
  );
}
