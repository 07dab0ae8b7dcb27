// What can be done with the selected deliveries: send them all again, with progress; compare two.
import { Button, Group, Progress, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { readAnew } from "../api/use-write.ts";
import { ask } from "../ui/ask.tsx";
import { notify } from "../ui/notify.ts";
import type { Selection } from "./delivery-list.tsx";
import { type Resending, type ResendOutcome, useResend } from "./use-resend.ts";

export interface SelectionBarProps {
  readonly selection: Selection;
  clear(): void;
  compare(pair: readonly [string, string]): void;
}

function tellOutcome({ sent, total, refusals }: ResendOutcome): void {
  void notify({
    color: refusals.length === 0 ? "green" : "red",
    title: `${sent} of ${total} are being sent again`,
    message: refusals[0] ?? "Their new attempts appear in the table.",
    autoClose: refusals.length === 0 ? 6_000 : false,
  });
}

function ResendProgress({ resending, stop }: { readonly resending: Resending; stop(): void }) {
  return (
    <Group gap="sm" role="status">
      <Text size="sm">
        Sending again: {resending.done} of {resending.total}
      </Text>
      <Progress w={160} value={(100 * resending.done) / resending.total} aria-label="Progress" />
      <Button size="xs" variant="default" onClick={stop}>
        Stop
      </Button>
    </Group>
  );
}

export function SelectionBar({ selection, clear, compare }: SelectionBarProps) {
  const client = useQueryClient();
  const { resending, resend, stop } = useResend((outcome) => {
    tellOutcome(outcome);
    clear();
    void readAnew(client, ["pages"]);
  });
  const selected = Object.keys(selection);
  const [first, second] = selected;
  if (resending !== null) return <ResendProgress resending={resending} stop={stop} />;
  if (first === undefined)
    return (
      <Text size="sm" c="var(--tw-faint)">
        Select rows to send them again or compare two.
      </Text>
    );
  const confirmResend = () =>
    ask({
      title: `Send ${selected.length} ${selected.length === 1 ? "delivery" : "deliveries"} again?`,
      children:
        "Each is sent at once with the same event id, delivered ones too. A receiver that honours the event id handles none twice.",
      confirm: "Send again",
      isDestructive: false,
      onConfirm: () => void resend(selection),
    });
  return (
    <Group gap="xs">
      <Text size="sm" fw={600}>
        {selected.length} selected
      </Text>
      <Button size="xs" onClick={confirmResend}>
        Resend selected
      </Button>
      {second !== undefined && selected.length === 2 && (
        <Button size="xs" variant="default" onClick={() => compare([first, second])}>
          Compare
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={clear}>
        Clear selection
      </Button>
    </Group>
  );
}
