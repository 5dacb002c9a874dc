import type { FeedbackForm, GuestQuestion } from "../../bridge/feedback-types";

export const blankForm: FeedbackForm = { lang: "", answers: {}, words: "", may_quote: false };

/** A form with one question answered anew. */
export function answered(form: FeedbackForm, key: string, given: string[]): FeedbackForm {
  return { ...form, answers: { ...form.answers, [key]: given } };
}

/**
 * What a figure does to a question: 0 leaves it blank, another chooses the answer of that number, or ticks it
 * where several may be. It gives undefined for keys that mean nothing here.
 */
export function pressed(form: FeedbackForm, question: GuestQuestion, key: string): FeedbackForm | undefined {
  if (key === "0") return answered(form, question.key, []);
  const option = /^[1-9]$/.test(key) ? question.options[Number(key) - 1] : undefined;
  if (!option) return undefined;
  if (question.kind !== "choice") return answered(form, question.key, [option.key]);
  const had = form.answers[question.key] ?? [];
  const ticked = had.includes(option.key);
  return answered(
    form,
    question.key,
    ticked ? had.filter((one) => one !== option.key) : [...had, option.key],
  );
}

/** Whether a figure answers the question for good, so that the next may be asked. */
export function movesOn(question: GuestQuestion, key: string): boolean {
  return key === "0" || question.kind !== "choice";
}
