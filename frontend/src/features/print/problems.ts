import type { Problem } from "../../bridge/types";

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

export function sentence(words: string): string {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
