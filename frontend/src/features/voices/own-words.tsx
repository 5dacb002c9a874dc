import { useState } from "react";
import { useChoices } from "../../bridge/queries";
import type { OwnVoice } from "../../bridge/voice-types";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { nameForms } from "./use-names";

export interface OwnPart {
  own: OwnVoice;
  change: (part: Partial<OwnVoice>) => void;
}

/** What is printed: the words and the name. */
export function OwnWords({ own, change }: OwnPart) {
  const t = useMessages();
  const [topics, setTopics] = useState(own.topics.join(", "));
  const write = (words: string) => {
    setTopics(words);
    change({
      topics: words
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean),
    });
  };
  return (
    <>
      <TextField
        label={t("voices.own.words")}
        value={own.quote}
        onChange={(quote) => change({ quote })}
        lang={own.lang || undefined}
        rows={3}
        isRequired
      />
      <LanguageSelect value={own.lang} onChange={(lang) => change({ lang })} />
      <ChipRadios
        label={t("voices.own.nameForm")}
        value={own.name_form}
        onChange={(form) => change({ name_form: form, ...(form === "none" && { credit: "" }) })}
        choices={nameForms.map((form) => ({ id: form, label: t(`voices.own.name.${form}`) }))}
      />
      {own.name_form !== "none" && (
        <TextField
          label={t("voices.own.credit")}
          value={own.credit}
          onChange={(credit) => change({ credit })}
        />
      )}
      <TextField label={t("voices.own.role")} value={own.role} onChange={(role) => change({ role })} />
      <TextField
        label={t("voices.own.organisation")}
        value={own.organisation}
        onChange={(organisation) => change({ organisation })}
      />
      <TextField
        label={t("voices.own.topics")}
        note={t("voices.own.topicsNote")}
        value={topics}
        onChange={write}
      />
    </>
  );
}

/** A language that the kit knows. */
export function LanguageSelect({ value, onChange }: { value: string; onChange: (tag: string) => void }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  return (
    <Select
      label={t("voices.own.lang")}
      value={value}
      placeholder={t("voices.own.langChoose")}
      choices={(choices?.languages ?? []).map(({ tag, endonym }) => ({ id: tag, label: endonym, lang: tag }))}
      onChange={onChange}
    />
  );
}
