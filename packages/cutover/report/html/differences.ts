// The drill-down: every listed difference with its two payloads side by side, differing fields marked. No script: a
// difference opens and closes by itself. In: a comparison. Out: Markup.
import { CLASSES, type ClassName } from "../../compare/classes.ts";
import type { Comparison, Difference, ShownEvent } from "../../compare/comparison.ts";
import { fieldOf } from "../../compare/fields.ts";
import { grouped, moment } from "../words.ts";
import { markup, type Markup } from "./markup.ts";

/** Differences with payloads in the page; the JSON report lists more. */
const MOST = 300;
const ORDER: readonly (typeof CLASSES)[ClassName]["weight"][] = ["difference", "open", "known", "good"];

export function differencesSection({ differences, omitted }: Comparison): Markup {
  const sorted = ORDER.flatMap((weight) => differences.filter(({ class: name }) => CLASSES[name].weight === weight));
  const beyond =
    Math.max(0, sorted.length - MOST) + Object.values(omitted).reduce((sum, count) => sum + (count ?? 0), 0);
  return markup`<section>
    <h2 id="differences">Differences</h2>
    ${sorted.length === 0 ? markup`<p>None.</p>` : markup`<p>Open one to see both sides. What speaks against leaving the poller comes first.</p>`}
    ${sorted.slice(0, MOST).map(oneDifference)}
    ${beyond > 0 ? markup`<p class="more">${grouped(beyond)} more are counted above; <code>cutover report --json</code> lists up to 1,000 of each class.</p>` : null}
  </section>`;
}

function oneDifference(difference: Difference): Markup {
  const { class: name, ticket, version, window, note, isRecovered } = difference;
  return markup`<details class="difference">
    <summary>
      <span class="tag ${CLASSES[name].weight}">${name}</span> <span class="when">${moment(window.to)}</span>
      <span class="who">${ticket ?? "a list"}${version === null ? "" : `, version ${version}`}</span>
      <span class="note">${note}${isRecovered ? "; a reconcile brought it back" : ""}</span>
    </summary>
    <div class="body">
      ${meaning(difference)}${pathTable(difference)}
      <div class="sides">${pollSide(difference)}${pushSide(difference)}</div>
    </div>
  </details>`;
}

function meaning({ class: name, window, lacking }: Difference): Markup {
  return markup`<p>${CLASSES[name].definition}</p>
    <dl>
      ${
        window.from === null
          ? null
          : markup`<dt>Window</dt>
              <dd>${moment(window.from)} to ${moment(window.to)}</dd>`
      }
      ${
        lacking.length === 0
          ? null
          : markup`<dt>Did not come</dt>
              <dd>${lacking.join(", ")}</dd>`
      }
    </dl>`;
}

function pathTable({ paths: all }: Difference): Markup | null {
  if (all.length === 0) return null;
  // Several events of one change often say the same.
  const paths = [...new Map(all.map((one) => [`${one.path} ${text(one.push)}`, one])).values()];
  return markup`<table>
    <thead>
      <tr>
        <th scope="col">field</th>
        <th scope="col">polls show</th>
        <th scope="col">the event says</th>
      </tr>
    </thead>
    <tbody>
      ${paths.map(
        ({ path, poll, push }) =>
          markup`<tr>
            <th scope="row"><code>${path}</code></th>
            <td><code>${text(poll)}</code></td>
            <td><code>${text(push)}</code></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function pollSide({ poll, paths }: Difference): Markup {
  const marked = new Set(paths.map(({ path }) => fieldOf(path)));
  const content =
    poll === null
      ? markup`<p>No poll saw it.</p>`
      : poll.state === null
        ? markup`<p>Answered: ${poll.status}</p>`
        : payload(poll.state, marked);
  return markup`<div>
    <h3>Poll</h3>
    ${content}
  </div>`;
}

function pushSide({ push, paths }: Difference): Markup {
  const marked = new Set(paths.map(({ path }) => fieldOf(path)));
  return markup`<div>
    <h3>Webhook</h3>
    ${push.length === 0 ? markup`<p>Nothing came.</p>` : push.map((event) => oneEvent(event, marked))}
  </div>`;
}

function oneEvent({ event, receivedAt, sequence, attempt }: ShownEvent, marked: ReadonlySet<string>): Markup {
  const { data, ...envelope } = event;
  const place = [
    sequence === null ? null : `sequence ${sequence}`,
    attempt === null ? null : `attempt ${attempt}`,
  ].filter((part) => part !== null);
  return markup`<h4>${event.event_type}</h4>
    <p>received ${moment(receivedAt)}${place.length > 0 ? `, ${place.join(", ")}` : ""}</p>
    ${payload({ ...envelope, ...data }, marked)}`;
}

function payload(state: Readonly<Record<string, unknown>>, marked: ReadonlySet<string>): Markup {
  const lines = Object.entries(state).map(([field, value]) => {
    const line = `${JSON.stringify(field)}: ${JSON.stringify(value)}`;
    return marked.has(field) ? markup`<mark>${line}</mark>` : markup`<span>${line}</span>`;
  });
  return markup`<pre tabindex="0">${lines}</pre>`;
}

function text(value: unknown): string {
  return value === undefined ? "not there" : JSON.stringify(value);
}
