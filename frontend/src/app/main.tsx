import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Bridge } from "../bridge/desk";
import { wailsBridge } from "../bridge/wails";
import { App } from "./app";
import "../styles/tokens.css";
import "../styles/fonts.css";
import "../styles/base.css";

/** The Go program around the window, or in a plain browser ("npm run dev") a desk in memory. */
async function chooseBridge(): Promise<Bridge> {
  if (import.meta.env.MODE !== "fake") return wailsBridge();
  const { fakeFromAddress } = await import("../bridge/fake/fake-address");
  return fakeFromAddress(window.location.search);
}

// A file dropped on the window would otherwise replace the whole window by that file.
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());

const root = document.getElementById("root");
if (root) {
  const bridge = await chooseBridge();
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} />
    </StrictMode>,
  );
}
