import type { EventDoc } from "../types";
import type { EventWords, WordHint } from "../words-types";

const hero: Omit<WordHint, "field" | "lang" | "found"> = {
  kind: "term",
  number: 0,
  most: 0,
  say: "name the person and the role they choose: a nurse, a neighbour, a poet",
  why: "rights belong to everyone and are not earned by being a hero",
  basis: "unitedkingdom.iom.int (rights are not earned by being hero or victim)",
};

/** The fake knows one word, and how long a headline may be. */
export function wordsOf(doc: EventDoc): EventWords {
  const hints: WordHint[] = [];
  for (const [field, words] of [
    ["texts.headline", doc.texts.headline],
    ["texts.about", doc.texts.about],
  ] as const) {
    for (const [lang, text] of Object.entries(words)) {
      const found = /\bhero(es)?\b/i.exec(text)?.[0];
      if (found && lang === "en") hints.push({ ...hero, field, lang, found });
      if (field === "texts.headline" && text.length > 60) hints.push(long(field, lang, text.length));
    }
  }
  return { hints };
}

function long(field: string, lang: string, number: number): WordHint {
  return {
    field,
    lang,
    kind: "length",
    found: "",
    number,
    most: 60,
    say: "leave out what the page can say",
    why: "a long text is set small, and people pass a poster in seconds",
    basis: "our own default, not from a source",
  };
}
