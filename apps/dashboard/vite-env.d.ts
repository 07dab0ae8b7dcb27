// Types of what Vite lets one import besides code.
/// <reference types="vite/client" />
