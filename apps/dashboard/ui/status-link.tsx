// How many deliveries stand so, as a link to them; a plain word when there are none.
import type { DeliveryStatus } from "@ticketwire/contract/statuses";
import { formatBounded } from "./format.ts";
import { TextLink } from "./links.tsx";

export interface StatusLinkProps {
  readonly status: DeliveryStatus;
  readonly count: number;
  /** Left out: of all webhooks. */
  readonly webhook?: string;
}

export function StatusLink({ status, count, webhook }: StatusLinkProps) {
  const words = `${formatBounded(count)} ${status}`;
  if (count === 0) return words;
  return (
    <TextLink to="/deliveries" search={{ webhook, status }} inherit>
      {words}
    </TextLink>
  );
}
