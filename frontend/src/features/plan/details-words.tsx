import { useState } from "react";
import type { LanguageTag } from "../../bridge/types";
import type { EventForm } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { TextField } from "../../ui/text-field";
import { LanguageChips } from "./language-chips";
import { WordsHints } from "./words-hints";

interface WordsByLanguageProps {
  id: string;
  form: EventForm;
  languages: readonly LanguageTag[];
}

/** The organisers' own words, one language at a time. */
export function WordsByLanguage({ id, form, languages }: WordsByLanguageProps) {
  const t = useMessages();
  const [chosen, setChosen] = useState("");
  const language = languages.find((one) => one.tag === chosen) ?? languages[0];
  if (!language) return null;
  return (
    <Card title={t("details.words")}>
      <LanguageChips languages={languages} value={language.tag} onChange={setChosen} />
      <WordFields key={language.tag} form={form} language={language} main={languages[0] ?? language} />
      <WordsHints id={id} lang={language.tag} />
    </Card>
  );
}

interface WordFieldsProps {
  form: EventForm;
  language: LanguageTag;
  main: LanguageTag;
}

function WordFields({ form, language, main }: WordFieldsProps) {
  const t = useMessages();
  const words = (path: string) => {
    const lent = form.words(`${path}.${main.tag}`).value;
    return {
      ...form.words(`${path}.${language.tag}`),
      lang: language.tag,
      placeholder: language.tag === main.tag ? undefined : lent,
    };
  };
  return (
    <div className="stack">
      {language.tag !== main.tag && (
        <p className="quiet">{t("details.borrowed", { language: language.name, from: main.name })}</p>
      )}
      <div className="form-grid">
        <TextField label={t("details.titleIn")} {...words("title")} />
        <TextField label={t("details.headline")} {...words("texts.headline")} />
        <TextField label={t("details.about")} rows={3} {...words("texts.about")} />
        <TextField label={t("details.accessLine")} rows={3} {...words("texts.access")} />
      </div>
    </div>
  );
}
