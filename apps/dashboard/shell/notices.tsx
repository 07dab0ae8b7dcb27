// The notices themselves, with their styles; loaded with the first one.
import "@mantine/core/styles/Notification.layer.css";
import "@mantine/notifications/styles.layer.css";
import { Notifications } from "@mantine/notifications";

export function Notices() {
  return <Notifications position="bottom-right" />;
}
