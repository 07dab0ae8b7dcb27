// A receiver in the reader's language: the recipes of the documentation, which are tested against the signature's vectors.
import { Select, Stack, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Code } from "../ui/code.tsx";
import { Loading } from "../ui/states.tsx";

interface Recipe {
  readonly label: string;
  readonly language: string;
  load(): Promise<{ readonly default: string }>;
}

const RECIPES: Readonly<Record<string, Recipe>> = {
  node: { label: "Node.js", language: "tsx", load: () => import("../../../packages/receiver/README.md?raw") },
  python: { label: "Python", language: "python", load: () => import("../../../docs/recipes/python.md?raw") },
  go: { label: "Go", language: "go", load: () => import("../../../docs/recipes/go.md?raw") },
  php: { label: "PHP", language: "javascript", load: () => import("../../../docs/recipes/php.md?raw") },
  ruby: { label: "Ruby", language: "python", load: () => import("../../../docs/recipes/ruby.md?raw") },
  csharp: { label: "C#", language: "javascript", load: () => import("../../../docs/recipes/csharp.md?raw") },
  shell: { label: "Shell", language: "python", load: () => import("../../../docs/recipes/shell.md?raw") },
};

const FENCED = /```\w*\n([\s\S]*?)```/g;

/** The code blocks of a page of Markdown: of ours for Node the first, which is whole; of a recipe all. */
function codeOf(markdown: string, isWhole: boolean): string {
  const blocks = [...markdown.matchAll(FENCED)].map((match) => match[1]?.trim() ?? "");
  return (isWhole ? blocks.slice(0, 1) : blocks).join("\n\n");
}

export function ReceiverSnippet() {
  const [name, setName] = useLocalStorage({ key: "ticketwire-language", defaultValue: "node" });
  const recipe = RECIPES[name] ?? RECIPES["node"];
  const { data: text } = useQuery({
    queryKey: ["recipe", name],
    queryFn: async () => codeOf((await recipe?.load())?.default ?? "", name === "node"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Stack gap="xs">
      <Select
        label="A receiver in"
        w={180}
        allowDeselect={false}
        data={Object.entries(RECIPES).map(([value, { label }]) => ({ value, label }))}
        value={name}
        onChange={(value) => value !== null && setName(value)}
      />
      {text === undefined ? (
        <Loading rows={4} />
      ) : (
        <Code text={text} language={recipe?.language ?? "json"} label="Receiver" maxHeight={340} />
      )}
      <Text size="xs" c="var(--tw-faint)">
        The secret goes into the environment variable TICKETWIRE_SECRET, never into the code.
      </Text>
    </Stack>
  );
}
