// What can be done with the selected deliveries: send them all again, with progress; compare two.
import { Button, Group, Progress, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, sentenceOf } from "../api/http.ts";
import { notify } from "../ui/notify.ts";
import { ask } from "../ui/ask.tsx";

export interface SelectionBarProps {
  readonly webhookId: string;
  readonly selected: readonly string[];
  clear(): void;
  compare(pair: readonly [string, string]): void;
}

interface Resending {
  readonly done: number;
  readonly total: number;
}

/** Sends one after another: a receiver that just came back is not flooded. Stops at nothing; tells what was refused. */
async function resendAll(
  webhookId: string,
  ids: readonly string[],
  tell: (done: number) => void,
): Promise<readonly string[]> {
  const refusals: string[] = [];
  for (const [index, id] of ids.entries()) {
    try {
      await call(`/webhooks/${webhookId}/deliveries/${id}/retry`, { method: "POST" });
    } catch (error) {
      refusals.push(sentenceOf(error));
    }
    tell(index + 1);
  }
  return refusals;
}

function tellOutcome(total: number, refusals: readonly string[]): void {
  const sent = total - refusals.length;
  void notify({
    color: refusals.length === 0 ? "green" : "red",
    title: `${sent} of ${total} are being sent again`,
    message: refusals[0] ?? "Their new attempts appear in the table.",
  });
}

export function SelectionBar({ webhookId, selected, clear, compare }: SelectionBarProps) {
  const client = useQueryClient();
  const [resending, setResending] = useState<Resending | null>(null);
  async function resend(): Promise<void> {
    const total = selected.length;
    setResending({ done: 0, total });
    const refusals = await resendAll(webhookId, selected, (done) => setResending({ done, total }));
    setResending(null);
    tellOutcome(total, refusals);
    clear();
    await client.invalidateQueries({ queryKey: ["pages"] });
  }
  if (resending !== null)
    return (
      <Group gap="sm" role="status">
        <Text size="sm">
          Sending again: {resending.done} of {resending.total}
        </Text>
        <Progress w={160} value={(100 * resending.done) / resending.total} aria-label="Progress" />
      </Group>
    );
  const [first, second] = selected;
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
      onConfirm: () => void resend(),
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
