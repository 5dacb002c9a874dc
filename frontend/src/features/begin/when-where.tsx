import { useChoices } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { DateField, TimeField } from "../../ui/date-field";
import { NumberField } from "../../ui/number-field";
import { TextField } from "../../ui/text-field";
import type { Begin } from "./use-begin";

/** When, where, for how many, and who invites. What the kit can offer stands there already. */
export function WhenWhere({ begin }: { begin: Begin }) {
  const t = useMessages();
  const { form, change, shown, preview } = begin;
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
      <TextField
        label={t("begin.title")}
        note={preview?.filled.includes("title") ? t("begin.titleOffered") : undefined}
        value={shown("title")}
        onChange={(title) => change({ title })}
      />
      <Languages tags={preview?.form.languages ?? []} />
    </Card>
  );
}

/** In which languages pages are printed at first; more come under Details. */
function Languages({ tags }: { tags: readonly string[] }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  if (tags.length === 0) return null;
  const names = tags.map((tag) => choices?.languages.find((one) => one.tag === tag)?.name ?? tag);
  return <p className="quiet">{t("begin.languages", { list: names.join(", ") })}</p>;
}
