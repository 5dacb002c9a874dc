import type { Voice } from "../../bridge/types";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Disclosure } from "../../ui/disclosure";
import { useWords } from "./use-names";

/** A consent in words: each use, and why one is not offered. */
export function Agreed({ voice }: { voice: Voice }) {
  const t = useMessages();
  const words = useWords();
  return (
    <Disclosure label={t("voices.agreed")}>
      <ul className="voice-agreed">
        {voice.uses.map(({ use, allowed, why }) => (
          <li key={use}>
            {allowed
              ? t("voices.yes", { use: words.use(use) })
              : t("voices.no", { use: words.use(use), why: words.why(why) })}
          </li>
        ))}
        {voice.given !== "" && <li>{t("voices.given", { date: longDate(voice.given) })}</li>}
        {voice.expires !== "" && <li>{t("voices.until", { date: longDate(voice.expires) })}</li>}
      </ul>
    </Disclosure>
  );
}
