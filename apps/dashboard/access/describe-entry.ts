// What an entry of the audit log says, in a line for people. In: an entry, the names of webhooks. Out: on what, and how.
import type { AuditEntry } from "../api/log-records.ts";

const LONGEST = 160;

function show(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (Array.isArray(value)) return value.map(show).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isChange(value: unknown): value is { readonly previous: unknown; readonly new: unknown } {
  return typeof value === "object" && value !== null && "previous" in value && "new" in value;
}

function describe(name: string, value: unknown): string {
  const label = name.replaceAll("_", " ");
  return isChange(value) ? `${label}: ${show(value.previous)} → ${show(value.new)}` : `${label}: ${show(value)}`;
}

/** `is active: true → false`. */
export function describeDetails({ details }: AuditEntry): string {
  const { changes, name: _name, ...rest } = details;
  const all = { ...rest, ...(typeof changes === "object" && changes !== null ? changes : {}) };
  const text = Object.entries(all)
    .map(([name, value]) => describe(name, value))
    .join(" · ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** The name of what it is about: as it was told, or as it is called now. */
export function nameOfSubject(entry: AuditEntry, names: ReadonlyMap<string, string>): string {
  const { name } = entry.details;
  if (typeof name === "string") return name;
  return (entry.subject_id !== null ? names.get(entry.subject_id) : undefined) ?? entry.subject_type;
}
