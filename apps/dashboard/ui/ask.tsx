// Asking before what can not be undone. In: what will happen, in words. Out: a question; the step runs when it is confirmed.
import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

export interface Question {
  readonly title: string;
  /** What will happen, to what, and what can not be undone. */
  readonly children: ReactNode;
  /** The step itself: a verb. */
  readonly confirm: string;
  readonly isDestructive?: boolean;
  onConfirm(): void;
  /** Told when the question goes, confirmed or not; after `onConfirm`. */
  onClose?(): void;
}

export function ask({ title, children, confirm, isDestructive = true, onConfirm, onClose }: Question): void {
  modals.openConfirmModal({
    title,
    children: (
      <Text component="div" size="sm">
        {children}
      </Text>
    ),
    labels: { confirm, cancel: "Cancel" },
    confirmProps: isDestructive ? { color: "red" } : {},
    cancelProps: { "data-autofocus": true },
    onConfirm,
    ...(onClose === undefined ? {} : { onClose }),
  });
}

/** The same as a promise: whether it was confirmed. */
export function askYes(question: Omit<Question, "onConfirm">): Promise<boolean> {
  return new Promise((answer) => {
    ask({ ...question, onConfirm: () => answer(true), onClose: () => answer(false) });
  });
}
