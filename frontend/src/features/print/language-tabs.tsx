import { CircleCheck, CircleDashed, CircleHelp } from "lucide-react";
import type { LanguageTag, ReviewState } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";

const icons = { reviewed: CircleCheck, unreviewed: CircleHelp, missing: CircleDashed } satisfies Record<
  ReviewState,
  unknown
>;

interface LanguageTabsProps {
  languages: readonly LanguageTag[];
  chosen: LanguageTag | undefined;
  onChange: (tag: string) => void;
}

/** The event's languages, each with how far its fixed phrases can be trusted. */
export function LanguageTabs({ languages, chosen, onChange }: LanguageTabsProps) {
  const t = useMessages();
  if (!chosen) return null;
  return (
    <div className="print-languages">
      <ChipRadios
        label={t("print.language")}
        quietLabel
        value={chosen.tag}
        onChange={onChange}
        note={t(`print.stateNote.${chosen.state}`, { language: chosen.name })}
        choices={languages.map((language) => ({
          id: language.tag,
          label: <LanguageLabel language={language} />,
          spoken: `${language.name}, ${t(`print.state.${language.state}`)}`,
        }))}
      />
    </div>
  );
}

function LanguageLabel({ language }: { language: LanguageTag }) {
  const Icon = icons[language.state];
  return (
    <span className="language-chip">
      <span lang={language.tag}>{language.endonym}</span>
      <Icon className="icon" aria-hidden />
    </span>
  );
}
