// The pages in the order of the menu, and the key that opens each after a `g`.
import type { ApiScope } from "@ticketwire/contract/statuses";
import {
  Activity,
  Bell,
  Inbox,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  ScrollText,
  Stethoscope,
  Ticket,
  Webhook,
} from "lucide-react";

export interface Place {
  readonly to:
    | "/"
    | "/tickets"
    | "/deliveries"
    | "/settings/webhooks"
    | "/settings/api-keys"
    | "/settings/audit-log"
    | "/settings/notices"
    | "/tools/signature-doctor"
    | "/tools/request-bins";
  readonly label: string;
  readonly icon: LucideIcon;
  readonly key: string;
  /** What a key needs to see it. */
  readonly scope: ApiScope;
}

export interface PlaceGroup {
  readonly label: string | null;
  readonly places: readonly Place[];
}

export const PLACE_GROUPS: readonly PlaceGroup[] = [
  {
    label: null,
    places: [
      { to: "/", scope: "webhooks:read", label: "Overview", icon: LayoutDashboard, key: "o" },
      { to: "/tickets", scope: "tickets:read", label: "Tickets", icon: Ticket, key: "t" },
      { to: "/deliveries", scope: "webhooks:read", label: "Deliveries", icon: Activity, key: "d" },
      { to: "/settings/webhooks", scope: "webhooks:read", label: "Webhooks", icon: Webhook, key: "w" },
    ],
  },
  {
    label: "Tools",
    places: [
      { to: "/tools/signature-doctor", scope: "webhooks:read", label: "Signature doctor", icon: Stethoscope, key: "s" },
      { to: "/tools/request-bins", scope: "webhooks:read", label: "Request bins", icon: Inbox, key: "b" },
    ],
  },
  {
    label: "Settings",
    places: [
      { to: "/settings/api-keys", scope: "admin", label: "API keys", icon: KeyRound, key: "k" },
      { to: "/settings/audit-log", scope: "admin", label: "Audit log", icon: ScrollText, key: "a" },
      { to: "/settings/notices", scope: "webhooks:read", label: "Notices", icon: Bell, key: "n" },
    ],
  },
];
