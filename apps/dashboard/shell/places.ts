// The pages in the order of the menu, and the key that opens each after a `g`.
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
}

export interface PlaceGroup {
  readonly label: string | null;
  readonly places: readonly Place[];
}

export const PLACE_GROUPS: readonly PlaceGroup[] = [
  {
    label: null,
    places: [
      { to: "/", label: "Overview", icon: LayoutDashboard, key: "o" },
      { to: "/tickets", label: "Tickets", icon: Ticket, key: "t" },
      { to: "/deliveries", label: "Deliveries", icon: Activity, key: "d" },
      { to: "/settings/webhooks", label: "Webhooks", icon: Webhook, key: "w" },
    ],
  },
  {
    label: "Tools",
    places: [
      { to: "/tools/signature-doctor", label: "Signature doctor", icon: Stethoscope, key: "s" },
      { to: "/tools/request-bins", label: "Request bins", icon: Inbox, key: "b" },
    ],
  },
  {
    label: "Settings",
    places: [
      { to: "/settings/api-keys", label: "API keys", icon: KeyRound, key: "k" },
      { to: "/settings/audit-log", label: "Audit log", icon: ScrollText, key: "a" },
      { to: "/settings/notices", label: "Notices", icon: Bell, key: "n" },
    ],
  },
];
