// Tells people something in the corner of the page. The library for it is loaded with the first notice.
// In: words. Out: a notice that goes by itself.
import type { NotificationData } from "@mantine/notifications";

const listeners = new Set<() => void>();
let isWanted = false;

/** For the tray: whether there was ever a notice. */
export const noticeSource = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isWanted: () => isWanted,
};

/** Shows a notice. */
export async function notify(notice: NotificationData): Promise<void> {
  const { notifications } = await import("@mantine/notifications");
  notifications.show(notice);
  isWanted = true;
  for (const listener of listeners) listener();
}
