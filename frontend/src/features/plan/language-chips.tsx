import type { LanguageTag } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";

interface LanguageChipsProps {
  languages: readonly LanguageTag[];
  value: string;
  onChange: (tag: string) => void;
}

/** In which language words are written. */
export function LanguageChips({ languages, value, onChange }: LanguageChipsProps) {
  const t = useMessages();
  return (
    <ChipRadios
      label={t("details.wordsLanguage")}
      quietLabel
      choices={languages.map(({ tag, endonym, name }) => ({
        id: tag,
        label: endonym,
        lang: tag,
        spoken: name,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
