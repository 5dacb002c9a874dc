import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { hush } from "../ui/toast";
import { styleWithoutSheets } from "./computed-style";

// A busy machine is not a fault of the window.
configure({ asyncUtilTimeout: 15_000 });

// What the parts ask of a browser that jsdom does not have.
if (typeof CSS === "undefined" || !("escape" in CSS)) {
  Object.assign(globalThis, {
    CSS: { escape: (text: string) => text.replace(/[^\w-]/g, (letter) => `\\${letter}`) },
  });
}
// jsdom lays nothing out; a list that draws what it has room for needs a room and rows.
for (const [name, size] of [
  ["clientWidth", 1000],
  ["clientHeight", 900],
  ["scrollWidth", 200],
  ["scrollHeight", 44],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}
window.getComputedStyle = styleWithoutSheets;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

// Files share one page, since a new one for each took half of the tests' time; so each
// test leaves it as it was found. The node of the one announcer stays: it is made once.
afterEach(() => {
  hush();
  cleanup();
  for (const left of [...document.body.children]) {
    if (!left.matches("[data-live-announcer]")) left.remove();
  }
  for (const name of ["dir", "lang", "style", "class"]) document.documentElement.removeAttribute(name);
  window.location.hash = "";
});
