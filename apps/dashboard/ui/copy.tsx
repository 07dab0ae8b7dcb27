// Copies a text and says so.
import { ActionIcon, Button, CopyButton, Tooltip } from "@mantine/core";
import { Check, Copy as CopyIcon } from "lucide-react";

const ICONS = { sm: 13, md: 16 } as const;

export interface CopyProps {
  readonly text: string;
  /** What is copied: "the secret". */
  readonly what: string;
}

export function CopyIconButton({ text, what, size = "md" }: CopyProps & { readonly size?: "sm" | "md" }) {
  return (
    <CopyButton value={text} timeout={1_500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : `Copy ${what}`}>
          <ActionIcon
            variant="subtle"
            size={size}
            color={copied ? "green" : "gray"}
            aria-label={`Copy ${what}`}
            onClick={copy}
          >
            {copied ? <Check size={ICONS[size]} /> : <CopyIcon size={ICONS[size]} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

export function CopyTextButton({ text, what }: CopyProps) {
  return (
    <CopyButton value={text} timeout={1_500}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          leftSection={copied ? <Check size={14} /> : <CopyIcon size={14} />}
          onClick={copy}
        >
          {copied ? "Copied" : `Copy ${what}`}
        </Button>
      )}
    </CopyButton>
  );
}
