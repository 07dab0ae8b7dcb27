// Colours, sizes and the few defaults in which our components differ from the library's.
import {
  Alert,
  createTheme,
  type CSSVariablesResolver,
  Drawer,
  type MantineColorsTuple,
  Modal,
  TableScrollContainer,
  Tooltip,
} from "@mantine/core";

const BLUE: MantineColorsTuple = [
  "#eaf3fe",
  "#d3e4fa",
  "#a3c7f4",
  "#71a9ef",
  "#4a8feb",
  "#3280e8",
  "#2278e8",
  "#1366ce",
  "#0b5cb8",
  "#004da2",
];

/** The library's greys of the night, in our hue: 7 is the ground of drawers and cards, 6 of fields, 4 of lines. */
const DARK: MantineColorsTuple = [
  "#dde3e8",
  "#b8c1c9",
  "#9ba7b2",
  "#7b8791",
  "#3a4148",
  "#343a41",
  "#23282d",
  "#1a1e22",
  "#131619",
  "#0d1012",
];

/** The colours that say how something is, as everywhere else on the page. */
const TONES: Readonly<Record<string, string>> = {
  red: "bad",
  green: "good",
  yellow: "warm",
  blue: "cool",
  gray: "quiet",
};

const LEGIBLE = {
  "--mantine-color-placeholder": "var(--tw-faint)",
  "--mantine-color-dimmed": "var(--tw-faint)",
  "--mantine-color-error": "var(--tw-bad)",
};

/** Colours of the library that are too faint to read, by day and by night. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: LEGIBLE,
  dark: { ...LEGIBLE, "--mantine-color-red-light-color": "var(--tw-bad)" },
});

export const theme = createTheme({
  primaryColor: "blue",
  colors: { blue: BLUE, dark: DARK },
  primaryShade: { light: 8, dark: 8 },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
  fontFamilyMonospace: "var(--tw-mono)",
  defaultRadius: "md",
  fontSizes: { xs: "0.76rem", sm: "0.86rem", md: "0.95rem", lg: "1.1rem", xl: "1.3rem" },
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.45rem" }, h2: { fontSize: "1.1rem" }, h3: { fontSize: "1rem" } },
  },
  cursorType: "pointer",
  components: {
    Alert: Alert.extend({
      vars: (_theme, { color }) => {
        const tone = TONES[String(color)] ?? "cool";
        return { root: { "--alert-bg": `var(--tw-${tone}-ground)`, "--alert-color": `var(--tw-${tone})` } };
      },
    }),
    Modal: Modal.extend({ defaultProps: { centered: true, closeButtonProps: { "aria-label": "Close" } } }),
    Drawer: Drawer.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close" } } }),
    // So that a table wider than its place can be moved by keys.
    TableScrollContainer: TableScrollContainer.extend({
      defaultProps: { scrollAreaProps: { viewportProps: { tabIndex: 0 } } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { withArrow: true, openDelay: 250, events: { hover: true, focus: true, touch: true } },
    }),
  },
});
