// Where notices appear; nothing until there is one.
import { lazy, Suspense, useSyncExternalStore } from "react";
import { noticeSource } from "../ui/notify.ts";

const Tray = lazy(() => import("./notices.tsx").then((notices) => ({ default: notices.Notices })));

export function NoticeTray() {
  const isWanted = useSyncExternalStore(noticeSource.subscribe, noticeSource.isWanted);
  return isWanted ? (
    <Suspense fallback={null}>
      <Tray />
    </Suspense>
  ) : null;
}
