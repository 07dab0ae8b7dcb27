// Where the time of an attempt went: one bar in parts, with the numbers beside it.
import type { AttemptTiming } from "../api/records.ts";
import { formatMs } from "../ui/format.ts";
import classes from "./deliveries.module.css";

interface Part {
  readonly label: string;
  readonly ms: number;
  readonly colour: string;
}

function partsOf(timing: AttemptTiming): readonly Part[] {
  const dns = timing.dns_ms ?? 0;
  const connect = timing.connect_ms ?? 0;
  const tls = timing.tls_ms ?? 0;
  const first = timing.first_byte_ms ?? 0;
  const total = timing.total_ms ?? dns + connect + tls + first;
  return [
    { label: "Name", ms: dns, colour: "var(--tw-quiet)" },
    { label: "Connect", ms: connect, colour: "var(--tw-warm)" },
    { label: "TLS", ms: tls, colour: "var(--tw-bad)" },
    { label: "First byte", ms: first, colour: "var(--tw-cool)" },
    { label: "Rest", ms: Math.max(0, total - dns - connect - tls - first), colour: "var(--tw-good)" },
  ];
}

export function TimingBars({ timing }: { readonly timing: AttemptTiming }) {
  const parts = partsOf(timing);
  const sum = parts.reduce((total, { ms }) => total + ms, 0);
  if (sum === 0) return null;
  // Only what took its time; what was not needed is said in words.
  const shown = parts.filter(({ ms }) => ms > 0);
  const isReused = !shown.some(({ label }) => label === "Connect") && timing.first_byte_ms !== null;
  return (
    <div>
      <div className={classes.bars} aria-hidden>
        {shown.map(({ label, ms, colour }) => (
          <div
            key={label}
            className={classes.bar}
            style={{ width: `${(100 * ms) / sum}%`, "--bar": colour } as React.CSSProperties}
          />
        ))}
      </div>
      <ul className={classes.legend} aria-label={`Took ${formatMs(timing.total_ms ?? sum)}`}>
        {isReused && <li data-plain>over a kept connection</li>}
        {shown.map(({ label, ms, colour }) => (
          <li key={label} style={{ "--bar": colour } as React.CSSProperties}>
            {label} {formatMs(ms)}
          </li>
        ))}
      </ul>
    </div>
  );
}
