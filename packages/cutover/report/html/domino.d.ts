// The package's own types declare another name; this is the one function that the charts need.
declare module "@mixmark-io/domino" {
  const domino: { createDocument(html?: string): unknown };
  export default domino;
}
