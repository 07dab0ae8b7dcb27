// Lines of fields that can be taken away, as headers and conditions are: labelled once, above the first.

/** Pixels that bring a button without a label to the height of the fields beside it, whatever those say below. */
const LABEL_HEIGHT = 23;

/** The label of a field in a line: seen above the first one, known to readers in each. */
export function labelOf(label: string, line: number): { readonly label?: string; readonly "aria-label"?: string } {
  return line === 0 ? { label } : { "aria-label": label };
}

/** How far down the button of a line begins. */
export function dropOf(line: number): number {
  return line === 0 ? LABEL_HEIGHT : 0;
}
