// The report as one self-contained HTML file: no script, no outside resource, readable on a screen, in the dark, on paper and
// by ear. In: a comparison and its verdict. Out: the text of the file.
import { CLASS_NAMES, CLASSES } from "../../compare/classes.ts";
import type { Comparison } from "../../compare/comparison.ts";
import { percentile } from "../../compare/samples.ts";
import { STAGE_DEFINITIONS } from "../../stage/stages.ts";
import type { ReportInput } from "../json.ts";
import { beyondSentence, duration, grouped, moment, percent, rate } from "../words.ts";
import { differencesSection } from "./differences.ts";
import {
  boundFigure,
  costFigure,
  coverageFigure,
  downtimeFigure,
  latencyFigure,
  tableOf,
  timelineFigure,
} from "./figures.ts";
import { markup, type Markup, raw } from "./markup.ts";
import { STYLE } from "./style.ts";

export interface PageInput extends ReportInput {
  /** The miss rate that is asked for. */
  readonly maxMissRate: number;
}

const VERDICT_TITLES = { safe: "Safe to cut over", not_yet: "Not yet", not_enough_data: "Not enough data" } as const;

export function reportPage(input: PageInput): string {
  const { comparison, verdict, generatedAt, maxMissRate } = input;
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${VERDICT_TITLES[verdict.word]}: leaving polling, ${moment(comparison.period.to)}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <header class="verdict ${verdict.word}">
            <h1>From polling to webhooks: the evidence</h1>
            <p class="sentence">${verdict.sentence}</p>
            <ul>
              ${beyondSentence(verdict).map((reason) => markup`<li>${reason}</li>`)}
            </ul>
            ${facts(comparison)}
          </header>
          ${latencyFigure(comparison)}${costFigure(comparison)}${boundFigure(comparison, maxMissRate)}${coverageFigure(comparison)}
          ${timelineFigure(comparison)}${downtimeFigure(comparison)}${classesSection(comparison)}${actionsSection(comparison)}
          ${differencesSection(comparison)}${groundSection(comparison)}
          <footer>Made by Ticketwire at ${moment(generatedAt)}. All times UTC.</footer>
        </main>
      </body>
    </html> `;
  return page.html;
}

function facts({ requests, latency, missRateUpperBound, trials, classes, tickets }: Comparison): Markup {
  const entries: readonly (readonly [string, string])[] = [
    ["changes compared", grouped(trials)],
    ["missing", grouped(classes.missing)],
    ["differing", grouped(classes.mismatch)],
    ["miss rate, at most", percent(missRateUpperBound)],
    ["webhook, half within", duration(percentile(latency.push, 0.5))],
    ["poll, half within", duration(percentile(latency.poll, 0.5))],
    ["requests per hour", `${rate(requests.perHour)} → ${rate(requests.eventsPerHour)}`],
    ["tickets polled", grouped(tickets.polled)],
  ];
  return markup`<dl class="facts">
    ${entries.map(
      ([term, value]) =>
        markup`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function classesSection({ classes }: Comparison): Markup {
  const rows = CLASS_NAMES.map(
    (name) =>
      markup`<tr>
        <th scope="row"><span class="tag ${CLASSES[name].weight}">${name}</span></th>
        <td>${grouped(classes[name])}</td>
        <td>${CLASSES[name].counts}s</td>
        <td>${CLASSES[name].definition}</td>
      </tr>`,
  );
  return markup`<section>
    <h2>What every change came to</h2>
    <table class="classes">
      <thead>
        <tr>
          <th scope="col">class</th>
          <th scope="col">count</th>
          <th scope="col">of</th>
          <th scope="col">meaning</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

function actionsSection({ actions }: Comparison): Markup | null {
  const { match, onlyPoll, onlyPush, different, listed } = actions;
  if (match + onlyPoll + onlyPush + different === 0) return null;
  const shown = listed
    .slice(0, 100)
    .map(({ kind, ticket, key, poll, push }) => [
      kind.replace("_", " "),
      ticket,
      key,
      poll === null ? "–" : JSON.stringify(poll.action),
      push === null ? "–" : JSON.stringify(push.action),
    ]);
  return markup`<section>
    <h2>Planned actions</h2>
    <p>
      The same on both sides ${grouped(match)}, only by polling ${grouped(onlyPoll)}, only by webhook
      ${grouped(onlyPush)}, different ${grouped(different)}.
    </p>
    ${shown.length === 0 ? null : tableOf({ heads: ["difference", "ticket", "key", "poll side", "webhook side"], rows: shown })}
  </section>`;
}

function groundSection({ period, clock, noise, webhooks, stage, staleReads, refusals }: Comparison): Markup {
  const webhook = webhooks.at(-1);
  const rows: (readonly [string, string])[] = [
    ["Observed", `${moment(period.from)} to ${moment(period.to)}, taps open for ${duration(period.observedMs)}`],
    ["Stage", STAGE_DEFINITIONS[stage].title],
    [
      "Clocks",
      clock.evidence === "none"
        ? "not measured: no Date header was seen"
        : `agree within ${duration(clock.marginMs)}, measured from ${clock.samples} answers`,
    ],
    [
      "Noise floor",
      noise.samples === 0
        ? "not measured"
        : `${noise.differing} of ${noise.samples} double looks differed by themselves${noise.paths.length > 0 ? `: ${noise.paths.join(", ")}` : ""}`,
    ],
    [
      "Webhook",
      webhook === undefined
        ? "its settings could not be read"
        : `${webhook.webhook}: ${webhook.eventTypes.join(", ")}; ordering ${webhook.ordering}`,
    ],
  ];
  if (staleReads > 0) rows.push(["Stale polls", `${grouped(staleReads)} showed an older state than one before`]);
  const refused = Object.entries(refusals);
  if (refused.length > 0)
    rows.push(["Turned away", refused.map(([reason, count]) => `${count} × ${reason}`).join(", ")]);
  return markup`<section>
    <h2>What this rests on</h2>
    ${tableOf({ heads: ["ground", "found"], rows })}
  </section>`;
}
