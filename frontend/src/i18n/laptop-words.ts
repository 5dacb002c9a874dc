import type { Translate } from "./messages";

/** What a laptop is called: the one that began a group may never have been given a name. */
export function laptopWords(t: Translate, label: string): string {
  return label === "" ? t("devices.unnamed") : label;
}
