import type { Conflict } from "../../bridge/safety-types";
import { isMessageKey, type Translate } from "../../i18n/messages";

/** What a field is called; one that is newer than this window by the thing it belongs to. */
export function fieldName(t: Translate, { entity, field }: Conflict): string {
  const name = field.split(".")[0] ?? "";
  const key = `met.field.${entity}-${name}`;
  if (isMessageKey(key)) return t(key);
  const thing = `met.thing.${entity}`;
  return t(isMessageKey(thing) ? thing : "met.thing.other");
}

/** A stored value as a person reads it; what is made of parts in the words of Go. */
export function valueWords(t: Translate, value: unknown, parts: string): string {
  if (value === null || value === undefined || value === "") return t("met.value.nothing");
  if (typeof value === "boolean") return t(value ? "met.value.yes" : "met.value.no");
  if (typeof value === "string" || typeof value === "number") return String(value);
  return parts === "" ? t("met.value.nothing") : parts;
}
