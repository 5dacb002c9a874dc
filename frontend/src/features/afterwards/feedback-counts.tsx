import type { DayCounts } from "../../bridge/feedback-types";
import { useChoices } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { type DayNumber, type Saver, useDayCountSaver } from "../../bridge/use-debrief";
import { useMessages } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { Card } from "../../ui/card";
import { SaveState } from "../../ui/save-state";
import { Select } from "../../ui/select";
import { TagList } from "../../ui/tag-list";
import { TextField } from "../../ui/text-field";
import { useRefusal } from "../../ui/toast";

const fields: readonly [DayNumber, MessageKey][] = [
  ["children", "said.children"],
  ["adults", "said.adults"],
  ["volunteers", "said.volunteers"],
  ["minutes", "said.hours"],
  ["posters_up", "said.postersUp"],
  ["posters_down", "said.postersDown"],
];

/** What was counted on the day beside the door. */
export function FeedbackCounts({ id, counts }: { id: string; counts: DayCounts }) {
  const t = useMessages();
  const saver = useDayCountSaver(id);
  return (
    <Card title={t("said.counts")}>
      <div className="stack">
        <p className="quiet">
          {t("said.countsNote")} {counts.from_shifts && t("said.fromShifts")}
        </p>
        <div className="day-counts">
          {fields.map(([key, label]) => (
            <CountField key={key} label={t(label)} field={key} counts={counts} saver={saver} />
          ))}
        </div>
        <SaveState state={saver.state} />
        <HeardLanguages counts={counts} put={saver.put} />
      </div>
    </Card>
  );
}

interface CountFieldProps {
  label: string;
  field: DayNumber;
  counts: DayCounts;
  saver: Saver;
}

function CountField({ label, field, counts, saver }: CountFieldProps) {
  const t = useMessages();
  const n = counts[field];
  const stored = n === null ? "" : String(field === "minutes" ? Math.round(n / 6) / 10 : n);
  const { error, ...rest } = saver.field(field, stored);
  return (
    <TextField
      label={label}
      inputMode="decimal"
      error={error === undefined ? undefined : t("said.badNumber")}
      {...rest}
    />
  );
}

interface HeardLanguagesProps {
  counts: DayCounts;
  put: (part: Partial<DayCounts>) => Promise<void>;
}

function HeardLanguages({ counts, put }: HeardLanguagesProps) {
  const t = useMessages();
  const act = useAct(useRefusal());
  const { data: choices } = useChoices();
  const all = choices?.languages ?? [];
  const named = (tag: string) => all.find((one) => one.tag === tag);
  const set = (heard: string[]) => void act.run(() => put({ heard }));
  return (
    <div className="form-grid">
      <TagList
        label={t("said.heardLangs")}
        tags={counts.heard.map((tag) => ({ id: tag, label: named(tag)?.name ?? tag }))}
        empty={t("details.languagesNone")}
        removeLabel={(language) => t("details.removeLanguage", { language })}
        onRemove={(tag) => set(counts.heard.filter((one) => one !== tag))}
      />
      <Select
        label={t("said.addLang")}
        placeholder={t("said.addLang")}
        value=""
        choices={all
          .filter(({ tag }) => !counts.heard.includes(tag))
          .map(({ tag, name }) => ({ id: tag, label: name }))}
        onChange={(tag) => set([...counts.heard, tag])}
      />
    </div>
  );
}
