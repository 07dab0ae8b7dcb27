// Where a fault goes when its owner gave no hook for it: one line on standard error, since a receiver that fails in
// silence is worse than one that talks. The only place of the kit that writes to the console.

export function reportFault(what: string, error: unknown): void {
  console.error(`ticketwire receiver: ${what}:`, error);
}
