// Keys that work on every page: `g` and a letter opens a page, `?` lists them all, `/` goes to the search of the page.
import { Kbd, Modal, SimpleGrid, Text } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { PLACE_GROUPS, type Place } from "./places.ts";

const PLACES = PLACE_GROUPS.flatMap(({ places }) => places);

/** The second key must follow within this. */
const CHORD_MS = 1_200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function useChord(onPlace: (place: Place) => void): void {
  const startedAt = useRef(0);
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const place = PLACES.find(({ key }) => key === event.key);
      if (event.timeStamp - startedAt.current < CHORD_MS && place !== undefined) {
        startedAt.current = 0;
        onPlace(place);
      } else startedAt.current = event.key === "g" ? event.timeStamp : 0;
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [onPlace]);
}

function Line({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <>
      <span>
        {keys.map((key) => (
          <Kbd key={key} mr={4}>
            {key}
          </Kbd>
        ))}
      </span>
      <Text size="sm">{does}</Text>
    </>
  );
}

const TABLE_KEYS = [
  { keys: ["↑", "↓"], does: "move through the rows of a table" },
  { keys: ["Enter"], does: "open the row" },
  { keys: ["Space"], does: "select the row" },
  { keys: ["Esc"], does: "close what is open" },
  { keys: ["/"], does: "search on this page" },
];

export function PageKeys() {
  const [isOpen, { open, close }] = useDisclosure();
  const navigate = useNavigate();
  useChord((place) => void navigate({ to: place.to }));
  useHotkeys([
    ["shift+?", open],
    ["/", () => document.querySelector<HTMLInputElement>("[data-page-search]")?.focus()],
  ]);
  return (
    <Modal opened={isOpen} onClose={close} title="Keys">
      <SimpleGrid cols={2} spacing="xs" verticalSpacing={6}>
        {TABLE_KEYS.map((line) => (
          <Line key={line.does} {...line} />
        ))}
        {PLACES.map(({ key, label }) => (
          <Line key={key} keys={["g", key]} does={label} />
        ))}
        <Line keys={["?"]} does="show this list" />
      </SimpleGrid>
    </Modal>
  );
}
