// What the demo prints: a line per step, coloured on a terminal, plain elsewhere.
import colors from "picocolors";

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const shorten = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

export const tell = {
  title: (text: string): void => say(`\n${colors.bold(text)}\n`),
  step: (text: string): void => say(`\n${colors.cyan("▸")} ${colors.bold(text)}`),
  sent: (text: string): void => say(`  ${colors.dim("→ sent    ")} ${shorten(text)}`),
  received: (text: string): void => say(`  ${colors.green("← received")} ${shorten(text)}`),
  recorded: (text: string): void => say(`  ${colors.magenta("● recorded")} ${shorten(text)}`),
  done: (text: string, more: string): void => say(`${colors.green("✓")} ${text}  ${colors.dim(more)}`),
  failed: (text: string): void => say(`${colors.red("✗")} ${text}`),
};
