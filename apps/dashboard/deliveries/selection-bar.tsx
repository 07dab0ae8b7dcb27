// What can be done with the selected deliveries: send them all again, with progress; compare two.
import { Button, Group, Progress, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useSyncExternalStore } from "react";
import { readAnew } from "../api/use-write.ts";
import { ask } from "../ui/ask.tsx";
import { formatSeconds } from "../ui/format.ts";
import { useNow } from "../ui/moment.tsx";
import { notify } from "../ui/notify.ts";
import { ScopedButton } from "../ui/scope.tsx";
import {
  resendAll,
  resending,
  type Resending,
  type ResendOutcome,
  type Selection,
  stopResending,
  takeWhatIsLeft,
} from "./resending.ts";

export interface SelectionBarProps {
  readonly selection: Selection;
  select(selection: Selection): void;
  compare(pair: readonly [string, string]): void;
}

function describeOutcome({ refusals, isStopped }: ResendOutcome): string {
  const reasons = [...refusals].map(([reason, count]) => `${count} refused: ${reason}`);
  const parts = [...reasons, ...(isStopped ? ["Stopped; what was not sent is still selected."] : [])];
  return parts.join(" ") || "Their new attempts appear in the table.";
}

function tellOutcome(outcome: ResendOutcome): void {
  const { sent, total, refusals, isStopped } = outcome;
  const isWhole = refusals.size === 0 && !isStopped;
  void notify({
    color: refusals.size > 0 ? "red" : isStopped ? "yellow" : "green",
    title: `${sent} of ${total} are being sent again`,
    message: describeOutcome(outcome),
    autoClose: isWhole ? 6_000 : false,
  });
}

function ResendProgress({ done, total, waitsUntil }: Resending) {
  const now = useNow();
  // Other pages do not stop it; closing the tab would.
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: true });
  return (
    <Group gap="sm" role="status">
      <Text size="sm">
        Sending again: {done} of {total}
        {waitsUntil !== null && `; the server asks to wait ${formatSeconds(Math.max(1, (waitsUntil - now) / 1000))}`}
      </Text>
      <Progress w={160} value={(100 * done) / total} aria-label="Progress" />
      <Button size="xs" variant="default" onClick={stopResending}>
        Stop
      </Button>
    </Group>
  );
}

export function SelectionBar({ selection, select, compare }: SelectionBarProps) {
  const client = useQueryClient();
  const progress = useSyncExternalStore(resending.subscribe, resending.present);
  const selected = Object.keys(selection);
  const [first, second] = selected;
  useEffect(() => takeWhatIsLeft(select), [select]);
  if (progress !== null) return <ResendProgress {...progress} />;
  if (first === undefined)
    return (
      <Text size="sm" c="var(--tw-faint)">
        Select rows to send them again or compare two.
      </Text>
    );
  async function resend(): Promise<void> {
    const outcome = await resendAll(selection);
    tellOutcome(outcome);
    await readAnew(client, ["pages"]);
  }
  const confirmResend = () =>
    ask({
      title: `Send ${selected.length} ${selected.length === 1 ? "delivery" : "deliveries"} again?`,
      children:
        "Each is sent at once with the same event id, delivered ones too. A receiver that honours the event id handles none twice.",
      confirm: "Send again",
      isDestructive: false,
      onConfirm: () => void resend(),
    });
  return (
    <Group gap="xs">
      <Text size="sm" fw={600}>
        {selected.length} selected
      </Text>
      <ScopedButton scope="webhooks:write" size="xs" onClick={confirmResend}>
        Resend selected
      </ScopedButton>
      {second !== undefined && selected.length === 2 && (
        <Button size="xs" variant="default" onClick={() => compare([first, second])}>
          Compare
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={() => select({})}>
        Clear selection
      </Button>
    </Group>
  );
}
