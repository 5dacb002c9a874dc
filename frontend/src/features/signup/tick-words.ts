import { isMessageKey, type Translate } from "../../i18n/messages";

/** The boxes that somebody ticked, in words. */
export function tickWords(t: Translate, ticks: readonly string[]): string {
  return ticks
    .map((id) => {
      const key = `signup.tick.${id}`;
      return isMessageKey(key) ? t(key) : id;
    })
    .join(", ");
}
