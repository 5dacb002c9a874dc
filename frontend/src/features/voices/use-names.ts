import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";

/** The uses that consent is given for, in the order of the form. */
export const uses = ["print", "web", "social", "press", "translate", "photo"] as const;

export const nameForms = ["full", "first", "pseudonym", "none"] as const;

/** What uses and reasons are called. */
export function useWords() {
  const t = useMessages();
  const use = (id: string) => {
    const key = `voices.use.${id}`;
    return isMessageKey(key) ? t(key) : id;
  };
  const why = (id: string) => {
    const key = `voices.why.${id}`;
    return isMessageKey(key) ? t(key) : id;
  };
  return { use, why, uses: uses.map((id) => ({ id, label: use(id) })) };
}
