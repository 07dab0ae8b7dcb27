// The dashboard's first file: styles, the nonce for styles that components write, and the application into the page.
import "./shell/components.css";
import "./shell/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/app.tsx";
import { pageNonce } from "./shell/nonce.ts";

// Read by libraries that add style elements by themselves (react-remove-scroll).
Object.assign(globalThis, { __webpack_nonce__: pageNonce() });

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
