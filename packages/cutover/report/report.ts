// `cutover report`: compares a journal and says what that means, for a terminal, for scripts, and as one HTML file.
// In: a journal and the owner's rules. Out: the comparison, the verdict and the exit code; the file, when asked.
import { writeFileSync } from "node:fs";
import { compareJournal } from "../compare/compare.ts";
import type { Comparison } from "../compare/comparison.ts";
import { checkCompareOptions, type CompareOptions } from "../compare/options.ts";
import { decideVerdict, type Verdict, VERDICT_EXIT_CODES } from "../compare/verdict.ts";
import { badOption } from "../errors.ts";
import { openJournal } from "../journal/journal.ts";
import type { PageInput } from "./html/page.ts";
import { type ReportJson, reportJson } from "./json.ts";
import { reportText } from "./terminal.ts";

export interface ReportOptions extends CompareOptions {
  /** Path of the journal. */
  readonly journal: string;
  /** Writes the report as one HTML file there. */
  readonly html?: string;
  /** Default: the present. */
  readonly now?: number;
}

export interface Report {
  readonly comparison: Comparison;
  readonly verdict: Verdict;
  /** 0 safe, 3 not enough data, 4 differences. */
  readonly exitCode: number;
  toJson(): ReportJson;
  toText(options: { readonly hasColour: boolean }): string;
}

/**
 * @throws CutoverError `bad_option`, `journal_unreadable`.
 *
 * @example
 * const { verdict, exitCode } = await report({ journal: "cutover.journal", html: "report.html" });
 */
export async function report({ journal: path, html, now = Date.now(), ...rules }: ReportOptions): Promise<Report> {
  const { maxMissRate } = checkCompareOptions(rules);
  using journal = openJournal(path, { create: false });
  const comparison = compareJournal(journal, rules);
  const verdict = decideVerdict(comparison, rules);
  const input = { comparison, verdict, generatedAt: now };
  if (html !== undefined) await writePage(html, { ...input, maxMissRate });
  return {
    comparison,
    verdict,
    exitCode: VERDICT_EXIT_CODES[verdict.word],
    toJson: () => reportJson(input),
    toText: (options) => reportText(comparison, verdict, options),
  };
}

// The chart library is large; only who asks for charts waits for it.
async function writePage(path: string, input: PageInput): Promise<void> {
  const { reportPage } = await import("./html/page.ts");
  try {
    writeFileSync(path, reportPage(input));
  } catch (cause) {
    throw badOption("html", `${path} can not be written: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
