import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { type Translate, translator } from "./messages";
import { type Locale, locales } from "./pseudo";

interface I18n {
  locale: Locale;
  t: Translate;
}

const I18nContext = createContext<I18n>({ locale: "en-GB", t: translator("en-GB") });

/** Gives the window its language and direction; both stand on the root element. */
export function Messages({ locale, children }: { locale: Locale; children: ReactNode }) {
  const i18n = useMemo(() => ({ locale, t: translator(locale) }), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = directionOf(locale);
  }, [locale]);
  return <I18nContext value={i18n}>{children}</I18nContext>;
}

export function useMessages(): Translate {
  return useContext(I18nContext).t;
}

export function useWindowLocale(): Locale {
  return useContext(I18nContext).locale;
}

/** The known locale nearest to what was stored. */
export function knownLocale(tag: string): Locale {
  return locales.find((locale) => locale === tag) ?? "en-GB";
}

export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale.startsWith("ar") ? "rtl" : "ltr";
}
