import { IntlMessageFormat } from "intl-messageformat";
import en from "./en.json";
import { type Locale, localised } from "./pseudo";

export type MessageKey = keyof typeof en;
export type Values = Record<string, string | number>;

/** Gives the text of a message; the values fill its placeholders. */
export type Translate = (key: MessageKey, values?: Values) => string;

/** Makes the Translate of a locale. Messages are parsed once, when first asked for. */
export function translator(locale: Locale): Translate {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const ready = parsed.get(key) ?? new IntlMessageFormat(localised(en[key], locale), "en-GB");
    parsed.set(key, ready);
    return String(ready.format(values));
  };
}

/** Whether a key made at run time, such as one that Go sent, is in the catalogue. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
