// `ticketwire completion`: what a shell needs to complete commands, options and their values. It asks `ticketwire complete --
// <words>`, one candidate a line. In: a shell's name. Out: its script.
import addCompletion from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import type { CommandHost } from "../leaf.ts";

const NAME = "completion";

/**
 * The library's own script for bash needs the package bash-completion, hands the typed line to `eval`, and complains when it is
 * read twice. This one needs bash 3.2 and nothing else.
 */
const BASH = `# ticketwire completion for bash
_ticketwire() {
  local word line words=() current=\${COMP_WORDS[COMP_CWORD]}
  # Bash cuts --option=value at the equals sign.
  [[ $current == "=" ]] && current=
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do [[ $word == "=" ]] || words+=("$word"); done
  COMPREPLY=()
  while IFS= read -r line; do
    [[ $line == :* ]] && continue
    line=\${line%%$'\\t'*}
    [[ $line == "$current"* ]] && COMPREPLY+=("$line")
  done < <(ticketwire complete -- "\${words[@]}" "$current" 2>/dev/null)
}
complete -o bashdefault -o default -F _ticketwire ticketwire`;

/** Adds `completion`, and the hidden `complete` that its scripts ask; all other commands have to be there by then. */
export function addCompletions(program: Command, { terminal }: CommandHost): void {
  const suggestions = addCompletion(program, { completionCommandName: NAME });
  const command = program.commands.find((each) => each.name() === NAME);
  command?.action((shell: string) => {
    if (shell === "bash") terminal.print(BASH);
    else suggestions.setup(program.name(), program.name(), shell);
  });
}
