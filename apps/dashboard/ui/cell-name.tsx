// A name that somebody gave, in a cell of a table: cut off at its end, which in some scripts is on the left.
import classes from "./record-table.module.css";

export function CellName({ name }: { readonly name: string }) {
  return (
    <span dir="auto" className={classes.name} title={name}>
      {name}
    </span>
  );
}
