import type { Choices, LanguageTag } from "../../bridge/types";
import type { EventForm } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { ChipChecks } from "../../ui/chips";
import { Disclosure } from "../../ui/disclosure";
import { TagChoice } from "../../ui/tag-choice";

/** Languages, access, activities and aims. */
export function ForEveryone({ form, choices }: { form: EventForm; choices: Choices }) {
  const t = useMessages();
  const { texts } = form;
  const aims = form.numbers("gcm_objectives");
  return (
    <Card title={t("details.who")}>
      <LanguageChoice form={form} all={choices.languages} />
      <ChipChecks label={t("details.access")} choices={choices.access} {...texts("venue.access")} />
      <ChipChecks
        label={t("details.activities")}
        choices={choices.activities.map(({ id, name }) => ({ id, label: name }))}
        {...texts("activities")}
      />
      <Disclosure label={t("details.aimsOpen", { count: choices.objectives.length })}>
        <ChipChecks
          label={t("details.aims")}
          choices={choices.objectives.map(({ number, title }) => ({
            id: String(number),
            label: t("plan.compactItem", { number, title }),
          }))}
          error={aims.error}
          value={aims.value.map(String)}
          onChange={(ids) => aims.onChange(ids.map(Number).sort((a, b) => a - b))}
        />
      </Disclosure>
    </Card>
  );
}

function LanguageChoice({ form, all }: { form: EventForm; all: readonly LanguageTag[] }) {
  const t = useMessages();
  const chosen = form.texts("languages");
  return (
    <TagChoice
      label={t("details.languages")}
      empty={t("details.languagesNone")}
      addLabel={t("details.addLanguage")}
      placeholder={t("details.addLanguage")}
      removeLabel={(language) => t("details.removeLanguage", { language })}
      note={t("details.languagesNote")}
      error={chosen.error}
      value={chosen.value}
      all={all}
      onChange={chosen.onChange}
    />
  );
}
