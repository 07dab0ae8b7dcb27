// The dashboard's first file: styles, the nonce for styles that components write, and the application into the page.
import "./shell/components.css";
import "./shell/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { meQuery } from "./api/me.ts";
import { queryClient } from "./api/query-client.ts";
import { App } from "./shell/app.tsx";
import { pageNonce } from "./shell/nonce.ts";
import { router } from "./shell/router.tsx";

// Read by libraries that add style elements by themselves (react-remove-scroll).
Object.assign(globalThis, { __webpack_nonce__: pageNonce() });

// The page's own part, its first answer and who is signed in are asked for while the frame is still being made.
void router.load();
void queryClient.prefetchQuery(meQuery);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
