// The header by which a forwarded event tells what it is.

/** On every post of a reconcile, so that taps do not take it for a delivery: `event` as it was sent, or `synthetic`. */
export const RECONCILE_HEADER = "X-Ticketwire-Reconcile";
