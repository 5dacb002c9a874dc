import { Plus, Trash2 } from "lucide-react";
import type { Translation } from "../../bridge/voice-types";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { FieldGroup } from "../../ui/field-group";
import { TextField } from "../../ui/text-field";
import { LanguageSelect, type OwnPart } from "./own-words";

/** The words in other languages, with who made each and who else read it. */
export function OwnTranslations({ own, change }: OwnPart) {
  const t = useMessages();
  const all = own.translations;
  const put = (at: number, part: Partial<Translation>) =>
    change({ translations: all.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <>
      {all.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two unfinished ones apart
        <FieldGroup key={at} label={t("voices.own.translation", { n: at + 1 })} className="own-translation">
          <LanguageSelect value={one.lang} onChange={(lang) => put(at, { lang })} />
          <TextField
            label={t("voices.own.text")}
            value={one.text}
            onChange={(text) => put(at, { text })}
            lang={one.lang || undefined}
            rows={2}
          />
          <TextField label={t("voices.own.by")} value={one.by} onChange={(by) => put(at, { by })} />
          <TextField
            label={t("voices.own.checkedBy")}
            note={t("voices.own.checkedNote")}
            value={one.checked_by}
            onChange={(by) => put(at, { checked_by: by })}
          />
          <Button
            loudness="quiet"
            icon={Trash2}
            onPress={() => change({ translations: all.filter((_, index) => index !== at) })}
          >
            {t("voices.own.dropTranslation")}
          </Button>
        </FieldGroup>
      ))}
      <Button
        icon={Plus}
        onPress={() => change({ translations: [...all, { lang: "", text: "", by: "", checked_by: "" }] })}
      >
        {t("voices.own.addTranslation")}
      </Button>
    </>
  );
}
