// One delivery with its attempts, looked at again while it is shown.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, type One } from "../api/http.ts";
import type { DeliveryWithAttempts } from "../api/records.ts";

const LOOK_AGAIN_MS = 1_500;

export function useDelivery(deliveryId: string | undefined) {
  return useQuery({
    queryKey: ["delivery", deliveryId],
    queryFn: ({ signal }) => call<One<DeliveryWithAttempts>>(`/deliveries/${deliveryId ?? ""}`, { signal }),
    select: ({ data }) => data,
    // While one steps from one to the next, nothing goes blank.
    placeholderData: keepPreviousData,
    enabled: deliveryId !== undefined,
    refetchInterval: LOOK_AGAIN_MS,
  });
}
