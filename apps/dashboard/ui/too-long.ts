// What is too long is said, not cut off: a field that takes only so much drops the rest of what is pasted without a word.
// In: the most characters. Out: a check for a form.

/** Characters as the API counts them: code points. */
export function tooLong(most: number): (text: string) => string | null {
  return (text) => {
    const count = [...text].length;
    return count > most ? `At most ${most.toLocaleString()} characters; these are ${count.toLocaleString()}` : null;
  };
}
