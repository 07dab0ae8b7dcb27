// A table name goes into SQL as it is, so only plain identifiers pass.
import { badOption } from "../errors.ts";

/** @throws ReceiverError `bad_option` for anything but `name` or `schema.name` in lower case. */
export function checkTableName(name: string): string {
  if (/^[a-z_][a-z0-9_]{0,50}(\.[a-z_][a-z0-9_]{0,50})?$/.test(name)) return name;
  throw badOption(
    "table",
    `must be a plain name in lower case, like ticketwire_receiver or my_schema.receiver, not ${name}`,
  );
}
