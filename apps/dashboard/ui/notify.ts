// Tells people something in the corner of the page. The library for it is loaded once the page stands: not with the first
// notice, which may be that the server is away.
// In: words. Out: a notice that goes by itself.
import type { NotificationData } from "@mantine/notifications";

const listeners = new Set<() => void>();
let isWanted = false;

async function load() {
  const library = await import("@mantine/notifications");
  isWanted = true;
  for (const listener of listeners) listener();
  return library.notifications;
}

/** After the page's own parts. */
const LOAD_AFTER_MS = 2_000;

/** For the tray: whether its library is there. */
export const noticeSource = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    // When that fails, the first notice tries again.
    setTimeout(() => void load().catch(() => undefined), LOAD_AFTER_MS);
    return () => listeners.delete(listener);
  },
  isWanted: () => isWanted,
};

/** Shows a notice. */
export async function notify(notice: NotificationData): Promise<void> {
  const notifications = await load();
  notifications.show(notice);
}
