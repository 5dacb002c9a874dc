import { Trash2 } from "lucide-react";
import type { LanguageTag, ProgrammePoint } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { TimeField } from "../../ui/date-field";
import { FieldGroup } from "../../ui/field-group";
import { NumberField } from "../../ui/number-field";
import { TextField } from "../../ui/text-field";

interface PointFieldsProps {
  point: ProgrammePoint;
  /** Its place in the list, from 0. */
  row: number;
  language: LanguageTag;
  main: LanguageTag;
  isNew: boolean;
  error: { field: string; reason: string } | undefined;
  onChange: (part: Partial<ProgrammePoint>) => void;
  onLeave: () => void;
  /** The time was left for what is focused now. */
  onTimeLeft: (focused: EventTarget | null) => void;
  onRemove: () => void;
}

/** One point: when, for how long, what, and who leads it. */
export function PointFields(props: PointFieldsProps) {
  const t = useMessages();
  const { point, row, language, main, isNew, error, onChange, onLeave, onTimeLeft, onRemove } = props;
  const own = point.title[language.tag] ?? "";
  const lent = point.title[main.tag] ?? Object.values(point.title)[0] ?? "";
  const number = row + 1;
  const errorAt = (field: string) => (error?.field === field ? error.reason : undefined);
  const saved = { onBlur: onLeave };
  return (
    <FieldGroup className="point" label={t("programme.point", { number })}>
      <TimeField
        label={t("programme.at")}
        value={point.at}
        onChange={(at) => onChange({ at })}
        onBlur={onTimeLeft}
        error={errorAt("at")}
      />
      <NumberField
        label={t("programme.minutes")}
        max={24 * 60}
        value={point.minutes}
        onChange={(minutes) => onChange({ minutes })}
        error={errorAt("minutes")}
        {...saved}
      />
      <TextField
        label={t("programme.what")}
        lang={language.tag}
        placeholder={language.tag === main.tag ? undefined : lent}
        value={own}
        onChange={(words) => onChange({ title: withWords(point.title, language.tag, words) })}
        error={errorAt("title")}
        autoFocus={isNew}
        {...saved}
      />
      <TextField
        label={t("programme.who")}
        value={point.lead}
        onChange={(lead) => onChange({ lead })}
        error={errorAt("lead")}
        {...saved}
      />
      <IconButton
        icon={Trash2}
        label={lent === "" ? t("programme.deleteNumber", { number }) : t("programme.delete", { title: lent })}
        onPress={onRemove}
      />
    </FieldGroup>
  );
}

/** Words that were emptied leave the document. */
function withWords(title: ProgrammePoint["title"], tag: string, words: string): ProgrammePoint["title"] {
  const { [tag]: _, ...others } = title;
  return words === "" ? others : { ...others, [tag]: words };
}
