// The colouring itself: Prism takes the text apart, our own styles give the colours, so that both schemes are legible.
import { Highlight } from "prism-react-renderer";
import { Fragment } from "react";

/** Names of ours for what Prism calls by more names. */
const KINDS: Readonly<Record<string, string>> = {
  property: "property",
  "attr-name": "property",
  string: "string",
  "template-string": "string",
  number: "number",
  boolean: "boolean",
  null: "null",
  keyword: "keyword",
  comment: "comment",
  function: "function",
};

function kindOf(types: readonly string[]): string | undefined {
  return types.map((type) => KINDS[type]).find((kind) => kind !== undefined);
}

export function Coloured({ text, language }: { readonly text: string; readonly language: string }) {
  return (
    <Highlight code={text} language={language}>
      {({ tokens }) => (
        <code>
          {tokens.map((line, number) => (
            <Fragment key={number}>
              {line.map((token, place) => (
                <span key={place} data-kind={kindOf(token.types)}>
                  {token.content}
                </span>
              ))}
              {number < tokens.length - 1 && "\n"}
            </Fragment>
          ))}
        </code>
      )}
    </Highlight>
  );
}
