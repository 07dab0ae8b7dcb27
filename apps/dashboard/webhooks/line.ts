// A line of fields that can be taken away: a header, a condition.

/** Pixels that bring a button without a label to the height of the fields beside it, whatever those say below. */
export const LABEL_HEIGHT = 23;
