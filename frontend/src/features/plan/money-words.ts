import { isMessageKey, type Translate } from "../../i18n/messages";

/** A kind of money in words; one that a newer program knows keeps its own. */
export function kindWords(t: Translate, kind: string): string {
  const key = `money.kind.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}
