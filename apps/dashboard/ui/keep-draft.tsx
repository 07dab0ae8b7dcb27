// Asks before a page is left, or a panel closed, on which something was typed and not saved.
import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let isAsked = false;

function setAsked(next: boolean): void {
  isAsked = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** While it is asked, Escape answers the question and must not close the panel below it. */
export function useIsAsked(): boolean {
  return useSyncExternalStore(subscribe, () => isAsked);
}

export interface KeepDraftProps {
  /** Asked when somebody is about to leave. */
  hasDraft(): boolean;
}

export function KeepDraft({ hasDraft }: KeepDraftProps) {
  const leaving = useBlocker({
    async shouldBlockFn() {
      // After the key that closed the panel: it would answer the question, too.
      await new Promise((next) => setTimeout(next));
      return hasDraft();
    },
    enableBeforeUnload: hasDraft,
    withResolver: true,
  });
  const isBlocked = leaving.status === "blocked";
  useEffect(() => {
    setAsked(isBlocked);
    return () => setAsked(false);
  }, [isBlocked]);
  return (
    <Modal opened={isBlocked} onClose={() => leaving.reset?.()} title="Leave without saving?">
      <Text size="sm">What you typed here is lost then.</Text>
      <Group justify="end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={() => leaving.reset?.()}>
          Stay here
        </Button>
        <Button color="red" onClick={() => leaving.proceed?.()}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
