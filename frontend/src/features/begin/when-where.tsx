import { useChoices } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { DateField, TimeField } from "../../ui/date-field";
import { NumberField } from "../../ui/number-field";
import { TagChoice } from "../../ui/tag-choice";
import { TextField } from "../../ui/text-field";
import type { Begin } from "./use-begin";

/** When, where, for how many, and who invites. What the kit can offer stands there already. */
export function WhenWhere({ begin }: { begin: Begin }) {
  const t = useMessages();
  const { form, change, shown } = begin;
  return (
    <Card title={t("begin.when")}>
      <div className="begin-fields">
        <DateField label={t("begin.date")} value={form.date} onChange={(date) => change({ date })} />
        <TimeField label={t("begin.start")} value={shown("start")} onChange={(start) => change({ start })} />
        <TimeField
          label={t("begin.end")}
          value={shown("end")}
          onChange={(end) => change({ start: shown("start"), end })}
        />
      </div>
      <TextField
        label={t("begin.place")}
        note={t("begin.placeNote")}
        value={form.place}
        onChange={(place) => change({ place })}
      />
      <div className="begin-fields">
        <NumberField
          label={t("begin.people")}
          value={form.people === 0 ? Number.NaN : form.people}
          onChange={(people) => change({ people })}
        />
        <div className="begin-wide">
          <TextField
            label={t("begin.group")}
            value={shown("group")}
            onChange={(group) => change({ group })}
          />
        </div>
      </div>
      <Title begin={begin} />
      <Languages begin={begin} />
    </Card>
  );
}

/** What the event is called; what the kit offers says so, and in which language it is. */
function Title({ begin: { shown, change, languages, preview } }: { begin: Begin }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const isOffered = preview?.filled.includes("title") === true;
  const [main] = languages;
  const isForeign = isOffered && main !== undefined && !languages.includes(preview.title_lang);
  const language = choices?.languages.find(({ tag }) => tag === main)?.name ?? main ?? "";
  const note = isForeign ? t("begin.titleOtherLanguage", { language }) : t("begin.titleOffered");
  return (
    <TextField
      label={t("begin.title")}
      note={isOffered ? note : undefined}
      lang={isOffered ? preview.title_lang : main}
      value={shown("title")}
      onChange={(title) => change({ title })}
    />
  );
}

/** In which languages pages are printed; what is taken out to the last comes back as the kit offers it. */
function Languages({ begin: { languages, change } }: { begin: Begin }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  if (!choices) return null;
  return (
    <TagChoice
      label={t("begin.languages")}
      note={t("begin.languagesNote")}
      empty={t("details.languagesNone")}
      addLabel={t("details.addLanguage")}
      placeholder={t("details.addLanguage")}
      removeLabel={(language) => t("details.removeLanguage", { language })}
      value={languages}
      all={choices.languages}
      onChange={(tags) => change({ languages: tags })}
    />
  );
}
