import type { News } from "./courier";
import type { Told } from "./how";
import type { Entries } from "./letter";
import type { Signed } from "./statement";

// All words stand in the page, in its language, and are shown and hidden here.

/** The form of the page, which signs up or asks how it was; undefined where the page has none. */
export function form(): HTMLFormElement | undefined {
  const found = document.getElementById("signup") ?? document.getElementById("feedback");
  return found instanceof HTMLFormElement ? found : undefined;
}

/** What the server put beside the form. */
export function facts(of: HTMLFormElement): { event: string; lang: string; signed: Signed } {
  const { event = "", statement = "", key = "", signature = "" } = of.dataset;
  return { event, lang: field(of, "lang"), signed: { statement, key, signature } };
}

export function entries(of: HTMLFormElement): Entries {
  return {
    name: field(of, "name"),
    contact: field(of, "contact"),
    party: Number(field(of, "party")),
    lang: field(of, "lang"),
    ticks: ticked(of, "tick"),
    food: ticked(of, "food"),
    access: ticked(of, "access"),
  };
}

/**
 * What is filled in of questions: boxes and round buttons that are ticked, and the words of one. A round button
 * without a value is that of who takes an answer back.
 */
export function told(of: HTMLFormElement, ask: readonly string[]): Told {
  const answers = ask.reduce<Record<string, string[]>>((all, key) => {
    all[key] = ticked(of, key);
    return all;
  }, {});
  const words = ask.map((key) => field(of, key, HTMLTextAreaElement)).join("");
  return { lang: field(of, "lang"), answers, words, quote: ticked(of, "quote").length > 0 };
}

function field(
  of: HTMLFormElement,
  name: string,
  kind: typeof HTMLInputElement | typeof HTMLTextAreaElement = HTMLInputElement,
): string {
  const found = of.elements.namedItem(name);
  return found instanceof kind ? found.value : "";
}

function ticked(of: HTMLFormElement, name: string): string[] {
  const boxes = of.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`);
  return Array.from(boxes).flatMap((box) => (box.checked && box.value !== "" ? [box.value] : []));
}

/** Shows the words and buttons of a page whose script runs, in place of those for other browsers. */
export function awake(): void {
  for (const e of document.querySelectorAll<HTMLElement>("[data-asleep]")) e.hidden = true;
  for (const e of document.querySelectorAll<HTMLElement>("[data-awake]")) e.hidden = false;
}

/** Shows words that were hidden. */
export function show(name: string): void {
  for (const e of document.querySelectorAll<HTMLElement>(`[data-show="${name}"]`)) e.hidden = false;
}

/** Says what became of a sign-up. The words are read out, and what was said before goes. */
export function say(news: News | "unsigned" | "sealing" | "empty" | "", kept = true): void {
  for (const e of document.querySelectorAll<HTMLElement>("[data-say]")) {
    e.hidden = !(e.dataset.say ?? "").split(" ").includes(news);
  }
  for (const e of document.querySelectorAll<HTMLElement>("[data-kept]")) {
    e.hidden = (e.dataset.kept === "yes") !== kept;
  }
}

/** Lets the two buttons beside the number of people change it. */
export function stepper(of: HTMLFormElement): void {
  const number = of.elements.namedItem("party");
  if (!(number instanceof HTMLInputElement)) return;
  const buttons = Array.from(of.querySelectorAll<HTMLButtonElement>("button[data-step]"));
  const draw = () => {
    for (const b of buttons) {
      const edge = Number(b.dataset.step) < 0 ? number.min : number.max;
      b.setAttribute("aria-disabled", String(number.value === edge));
    }
  };
  for (const b of buttons) {
    b.addEventListener("click", () => {
      const wanted = (Number(number.value) || 1) + Number(b.dataset.step);
      number.value = String(Math.min(Math.max(wanted, Number(number.min)), Number(number.max)));
      draw();
    });
  }
  number.addEventListener("input", draw);
  draw();
}
