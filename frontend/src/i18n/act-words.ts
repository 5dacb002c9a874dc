import { isMessageKey, type Translate } from "./messages";

/** What was done, by the label that Go gave the act. */
export function actWords(t: Translate, label: string): string {
  const key = `act.${label}`;
  return t(isMessageKey(key) ? key : "act.other");
}
