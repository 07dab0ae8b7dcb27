// Code and bodies in colours. The colouring is loaded when the first one is shown; until then the plain text stands there.
import { ScrollArea } from "@mantine/core";
import { lazy, Suspense } from "react";
import classes from "./code.module.css";
import { CopyIconButton } from "./copy.tsx";

const Coloured = lazy(() => import("./coloured.tsx").then(({ Coloured: component }) => ({ default: component })));

/** Longer texts stay plain: colouring them would block the page. */
const MOST_COLOURED = 60_000;

export interface CodeProps {
  readonly text: string;
  /** A language of Prism; default: json. */
  readonly language?: string;
  readonly label: string;
  readonly maxHeight?: number;
}

/** JSON with line breaks; anything else as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function Code({ text, language = "json", label, maxHeight = 420 }: CodeProps) {
  const plain = <code>{text}</code>;
  return (
    <div className={classes.frame}>
      <ScrollArea.Autosize
        mah={maxHeight}
        type="auto"
        viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
      >
        <pre className={classes.code}>
          {text.length > MOST_COLOURED ? (
            plain
          ) : (
            <Suspense fallback={plain}>
              <Coloured text={text} language={language} />
            </Suspense>
          )}
        </pre>
      </ScrollArea.Autosize>
      <div className={classes.copy}>
        <CopyIconButton text={text} what={label.toLowerCase()} />
      </div>
    </div>
  );
}
