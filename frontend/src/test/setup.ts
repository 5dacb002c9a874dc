import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { hush } from "../ui/toast";

// A busy machine is not a fault of the window.
configure({ asyncUtilTimeout: 5000 });

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
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

afterEach(() => {
  hush(); // what was said in one test is nothing to the next
  cleanup();
  window.location.hash = "";
});
