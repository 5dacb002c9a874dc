import type { Choices } from "../../bridge/types";
import type { EventForm } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { DateField, TimeField } from "../../ui/date-field";
import { NumberField } from "../../ui/number-field";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";

/** Group, day, hours, numbers and theme. */
export function WhatAndWhen({ form, choices }: { form: EventForm; choices: Choices }) {
  const t = useMessages();
  const { text, number } = form;
  const themes = choices.themes.map(({ id, text: words, issuer, year }) => ({
    id,
    label: t("details.themeOf", { text: words, issuer, year }),
  }));
  return (
    <Card title={t("details.what")}>
      <div className="form-grid">
        <TextField label={t("details.group")} {...text("group")} />
        <DateField label={t("details.date")} {...text("date")} />
        <TimeField label={t("details.start")} {...text("start")} />
        <TimeField label={t("details.end")} {...text("end")} />
        <NumberField label={t("details.expected")} {...number("expected")} />
        <NumberField label={t("details.capacity")} {...number("capacity")} />
        <div className="form-wide">
          <Select
            label={t("details.theme")}
            placeholder={t("details.themeNone")}
            choices={themes}
            {...text("theme")}
          />
        </div>
      </div>
    </Card>
  );
}
