import type { FeedbackForm, GuestQuestion } from "../../bridge/feedback-types";
import { isMessageKey, type Translate } from "../../i18n/messages";

/** A question in words; one that we have no words for keeps those that Go gave it. */
export function asks(t: Translate, question: Pick<GuestQuestion, "key"> & { words?: string }): string {
  const key = `said.q.${question.key}`;
  return isMessageKey(key) ? t(key) : (question.words ?? question.key);
}

const prefixes: Record<string, string> = {
  welcome: "said.a.welcome.",
  new: "said.a.new.",
  again: "said.a.again.",
  why: "said.a.why.",
  heard: "said.a.heard.",
};

/** An answer in words. */
export function answers(t: Translate, question: string, option: string): string {
  const key = (prefixes[question] ?? "") + option;
  return isMessageKey(key) ? t(key) : option;
}

/** What is ticked on a form, in words. */
export function ticksOf(t: Translate, questions: readonly GuestQuestion[], form: FeedbackForm): string {
  return questions
    .flatMap(({ key }) => (form.answers[key] ?? []).map((option) => answers(t, key, option)))
    .join(" · ");
}
