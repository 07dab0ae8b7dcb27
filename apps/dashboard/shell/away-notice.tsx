// Says on every page that the server does not answer, so that nobody takes old figures for new ones. It looks by itself
// whether the server is back.
import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useSyncExternalStore } from "react";
import { call } from "../api/http.ts";
import { reachability } from "../api/reachability.ts";
import { Moment } from "../ui/moment.tsx";

const LOOK_AGAIN_MS = 2_000;

export function AwayNotice() {
  const since = useSyncExternalStore(reachability.subscribe, reachability.awaySince);
  useQuery({
    queryKey: ["is-back"],
    queryFn: ({ signal }) => call("/me", { signal }),
    enabled: since !== null,
    retry: false,
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (since === null) return null;
  return (
    <Alert
      mb="md"
      role="alert"
      color="red"
      variant="light"
      c="inherit"
      icon={<Unplug size={18} />}
      title="The server does not answer"
    >
      What you see is from before <Moment at={new Date(since).toISOString()} />. This page goes on by itself as soon as
      the server is back.
    </Alert>
  );
}
