// A text of people, as they wrote it; a very long one is cut off until somebody wants it whole.
import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ChevronDown, ChevronUp } from "lucide-react";
import classes from "./long-text.module.css";

const MOST_CHARACTERS = 2_500;
const MOST_LINES = 30;

/** Judged by the text and not by its height, so that nothing jumps once it is drawn. */
function isLong(text: string): boolean {
  return text.length > MOST_CHARACTERS || text.split("\n", MOST_LINES + 1).length > MOST_LINES;
}

export function LongText({ text }: { readonly text: string }) {
  const [isWhole, { toggle }] = useDisclosure();
  const isCut = isLong(text) && !isWhole;
  const Icon = isWhole ? ChevronUp : ChevronDown;
  return (
    <>
      <Text size="sm" dir="auto" className={classes.text} data-cut={isCut}>
        {text}
      </Text>
      {isLong(text) && (
        <Button
          mt={6}
          size="compact-xs"
          variant="subtle"
          leftSection={<Icon size={14} />}
          aria-expanded={isWhole}
          onClick={toggle}
        >
          {isWhole ? "Show less" : "Show all"}
        </Button>
      )}
    </>
  );
}
