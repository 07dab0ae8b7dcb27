// The application: theme, notifications, answers of the server, pages.
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queryClient } from "../api/query-client.ts";
import { pageNonce } from "./nonce.ts";
import { NoticeTray } from "./notice-tray.tsx";
import { router } from "./router.tsx";
import { resolveVariables, theme } from "./theme.ts";

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
    >
      <QueryClientProvider client={queryClient}>
        <NoticeTray />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
