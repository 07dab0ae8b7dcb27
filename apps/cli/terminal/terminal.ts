// Where commands write: results to standard output, remarks to standard error. Remarks are for people and stay away when
// nobody reads along. In: the process's streams. Out: lines.
import pc from "picocolors";
import { printable } from "./printable.ts";

/** Colours of one stream; none when it is not a terminal, `NO_COLOR` is set or `--no-color` is given. */
export type Colours = ReturnType<typeof pc.createColors>;

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export class Terminal {
  readonly streams: TerminalStreams;
  /** Whether a person can be asked. */
  readonly isInteractive: boolean;
  /** Whether a person reads the results. */
  readonly isWatched: boolean;
  /** Whether a person reads the remarks. */
  readonly isRemarked: boolean;
  readonly colours: Colours;
  readonly remarkColours: Colours;

  constructor(streams: TerminalStreams, env: NodeJS.ProcessEnv) {
    this.streams = streams;
    const isPlain = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
    this.isWatched = streams.stdout.isTTY === true;
    this.isRemarked = streams.stderr.isTTY === true;
    this.isInteractive = streams.stdin.isTTY === true && this.isRemarked;
    this.colours = pc.createColors(this.isWatched && !isPlain);
    this.remarkColours = pc.createColors(this.isRemarked && !isPlain);
  }

  get width(): number {
    return this.isWatched ? this.streams.stdout.columns || 80 : 200;
  }

  /** A line of the result. */
  print(line: string): void {
    this.streams.stdout.write(`${line}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, this.isWatched ? 2 : 0));
  }

  /** One JSON value on one line, for results that come bit by bit. */
  printJsonLine(value: unknown): void {
    this.print(JSON.stringify(value));
  }

  /** A remark for a person: nothing when standard error is not a terminal. */
  remark(line: string): void {
    if (this.isRemarked) this.streams.stderr.write(`${this.remarkColours.dim(printable(line))}\n`);
  }

  /** What has to be known even when nobody watches: a warning, a failure. */
  warn(line: string): void {
    this.streams.stderr.write(`ticketwire: ${printable(line)}\n`);
  }
}
