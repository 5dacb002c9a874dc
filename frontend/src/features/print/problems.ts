import type { Problem } from "../../bridge/types";
import type { MessageKey, Translate } from "../../i18n/messages";

/** The event's fields that can be put right beside the page. */
export const fieldsShown = ["texts.headline", "title", "texts.about", "texts.access"] as const;
export type FieldShown = (typeof fieldsShown)[number];

/** What is wrong with a field in a language, in one sentence, or undefined. */
export function problemAt(problems: readonly Problem[], field: FieldShown, lang: string): string | undefined {
  const found = problems.find(
    (problem) => fieldOf(problem) === field && (problem.lang === lang || problem.lang === ""),
  );
  return found && sentence(found.what);
}

/** Layout names a text by its last part alone or with its path. */
function fieldOf(problem: Problem): FieldShown | undefined {
  return fieldsShown.find((field) => field === problem.field || field.endsWith(`.${problem.field}`));
}

/** Whether a problem is shown at its field, given the language on show. */
export function hasField(problem: Problem, lang: string): boolean {
  return fieldOf(problem) !== undefined && (problem.lang === lang || problem.lang === "");
}

/** What we call a field of which layout speaks; a person's row of a list keeps its own name. */
const labels: Record<string, MessageKey> = {
  title: "details.titleIn",
  "texts.headline": "details.headline",
  "texts.about": "details.about",
  "texts.access": "details.accessLine",
  date: "details.date",
  group: "details.group",
  venue: "details.venue",
  "venue.access": "details.access",
  article1: "print.field.article1",
  code: "print.field.code",
  phrases: "print.field.phrases",
  signup: "print.field.signup",
  "signup.rows": "signup.rows",
};

/** A problem in one line: which field, in which language, what is wrong. */
export function problemWords(t: Translate, problem: Problem, languageName: (tag: string) => string): string {
  const key = labels[problem.field];
  const field = key ? t(key) : problem.field;
  const what = sentence(problem.what);
  if (problem.lang === "") return t("print.problem", { field, what });
  return t("print.problemIn", { field, language: languageName(problem.lang), what });
}

function sentence(words: string): string {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
