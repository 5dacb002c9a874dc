import { BridgeProvider } from "../bridge/bridge";
import type { Bridge } from "../bridge/desk";
import { useStateLine } from "../bridge/queries";
import { knownLocale, Messages } from "../i18n/i18n";
import type { Locale } from "../i18n/pseudo";
import { PartsLocale } from "../ui/locale";
import { Shell } from "./shell";

/** The window, over whichever bridge it is given. */
export function App({ bridge }: { bridge: Bridge }) {
  return (
    <BridgeProvider bridge={bridge}>
      <Localised />
    </BridgeProvider>
  );
}

function Localised() {
  const { data: state, isPending } = useStateLine();
  if (isPending) return null;
  const locale = knownLocale(state?.locale ?? "");
  return (
    <Messages locale={locale}>
      <PartsLocale locale={partsLocale(locale)}>
        <Shell />
      </PartsLocale>
    </Messages>
  );
}

/** The real language whose own words the parts use: the trial locales have none. */
function partsLocale(locale: Locale): string {
  return locale === "ar-XB" ? "ar-AE-u-ca-gregory-nu-latn" : "en-GB";
}
