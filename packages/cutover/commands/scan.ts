// `ticketwire cutover scan`: the polling loops of a project, and where a webhook has what they read.
import type { Command } from "commander";
import { plural } from "../report/words.ts";
import type { Scan, ScannedLoop } from "../scan/scan.ts";
import { scanFolder } from "../scan/scan-folder.ts";
import { act, type Host } from "./host.ts";

export function addScan(parent: Command, host: Host): void {
  const command = parent
    .command("scan")
    .description("find polling loops in TypeScript and JavaScript, and map the fields they read to the webhook")
    .argument("<dir>", "folder to look through; node_modules and build folders are left out")
    .option("--json", "print JSON");
  act<{ readonly json?: boolean }>(command, host, async ({ json }, [folder = "."]) => {
    const found = await scanFolder(folder);
    host.stdout.write(json ? `${JSON.stringify(scanJson(found), null, 2)}\n` : scanText(found));
    return 0;
  });
}

function scanJson({ files, loops, otherRequests, unread }: Scan) {
  return {
    files,
    loops: loops.map(({ at, by, every, requests, fields, eventTypes, followUps, dynamic }) => ({
      at,
      by,
      every,
      requests,
      fields: fields.map(({ field, webhook, announcedBy, note, reads }) => ({
        field,
        webhook,
        follow_up: webhook === null,
        announced_by: announcedBy,
        note,
        reads,
      })),
      event_types: eventTypes,
      follow_ups: followUps,
      dynamic,
    })),
    other_requests: otherRequests,
    unread,
  };
}

function scanText({ files, loops, otherRequests, unread }: Scan): string {
  const blocks = [
    `${plural(loops.length, "polling loop")} in ${plural(files, "file")}`,
    ...loops.map(loopText),
    ...(otherRequests.length === 0
      ? []
      : [
          [
            "Requests for tickets outside of any loop that was found:",
            ...otherRequests.map(({ at, url }) => `  ${at}  ${url}`),
          ].join("\n"),
        ]),
    ...(unread.length === 0
      ? []
      : [["Not read:", ...unread.map(({ path, problem }) => `  ${path}  ${problem}`)].join("\n")]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function loopText({ at, by, every, requests, fields, eventTypes, followUps, dynamic }: ScannedLoop): string {
  const often = every === null ? "" : `, every ${/^\d+$/.test(every) ? `${Number(every) / 1000} s` : every}`;
  const width = Math.max(12, ...fields.map(({ field }) => field.length)) + 2;
  return [
    `${at}  ${by}${often}`,
    ...requests.map((request) => `  asks     ${request.url}  (${request.at})`),
    ...fields.map(
      ({ field, webhook, note, reads }) =>
        `  reads    ${field.padEnd(width)}${webhook ?? "FOLLOW-UP GET"}  (${reads.join(", ")})${webhook === null ? `: ${note}` : ""}`,
    ),
    ...dynamic.map((place) => `  look at  ${place}: a field is chosen at run time`),
    ...(fields.length === 0 && dynamic.length === 0 ? ["  reads    no field that could be followed"] : []),
    ...(eventTypes.length === 0 ? [] : [`  subscribe to ${eventTypes.join(", ")}`]),
    ...(followUps.length === 0 ? [] : [`  keep a GET /tickets/{id} for ${followUps.join(", ")}`]),
  ].join("\n");
}
