// The address of a webhook, judged while it is typed: the same check as when it is saved and at every attempt.
import { Alert, Box, Loader, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { call, type One } from "../api/http.ts";
import { useWebhookForm } from "./webhook-form.ts";

interface UrlCheck {
  readonly is_allowed: boolean;
  readonly code: string | null;
  readonly message: string | null;
}

const PAUSE_MS = 400;

function useUrlCheck(url: string) {
  return useQuery({
    queryKey: ["check-url", url],
    queryFn: ({ signal }) => call<One<UrlCheck>>("/webhooks/check-url", { method: "POST", body: { url }, signal }),
    select: ({ data }) => data,
    enabled: url !== "",
    staleTime: 30_000,
  });
}

function Verdict({ check }: { readonly check: UrlCheck }) {
  if (check.is_allowed && check.message === null)
    return (
      <Alert color="green" variant="light" p="xs" c="inherit" icon={<CircleCheck size={18} />}>
        Ticketwire may send there.
      </Alert>
    );
  const Icon = check.is_allowed ? TriangleAlert : CircleX;
  return (
    <Alert
      color={check.is_allowed ? "yellow" : "red"}
      variant="light"
      p="xs"
      c="inherit"
      icon={<Icon size={18} />}
      title={check.is_allowed ? undefined : "Ticketwire will not send there"}
    >
      {check.message}
    </Alert>
  );
}

export function UrlField() {
  const form = useWebhookForm();
  const { url } = form.getValues();
  const [settled] = useDebouncedValue(url.trim(), PAUSE_MS);
  const { data: check, isFetching } = useUrlCheck(settled);
  return (
    <div>
      <TextInput
        label="URL"
        required
        inputMode="url"
        placeholder="https://hooks.example.com/ticketwire"
        rightSection={isFetching ? <Loader size={16} /> : null}
        {...form.getInputProps("url")}
      />
      <Box aria-live="polite" mt={6}>
        {check !== undefined && settled !== "" && settled === url.trim() && <Verdict check={check} />}
      </Box>
    </div>
  );
}
