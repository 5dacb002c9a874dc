import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";

/** Gives the parts their own words, dates and direction. */
export function PartsLocale({ locale, children }: { locale: string; children: ReactNode }) {
  return <I18nProvider locale={locale}>{children}</I18nProvider>;
}
