import type { LabelItem } from "../../bridge/print-types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Checkbox } from "../../ui/checkbox";
import { Select } from "../../ui/select";
import type { Room } from "./room";

/** Badges say what the guest list says; here is on what they are printed. */
export function BadgeWords({ room }: { room: Room }) {
  const t = useMessages();
  const { choice, change, choices } = room;
  return (
    <>
      <p className="quiet">{t("print.badgesWords")}</p>
      <Checkbox
        isSelected={choice.neutral}
        onChange={(neutral) => change({ neutral })}
        note={t("print.neutralNote")}
      >
        {t("print.neutral")}
      </Checkbox>
      <Select
        label={t("print.label")}
        placeholder={t("print.labelNone")}
        value={choice.label === "" ? none : choice.label}
        choices={[
          { id: none, label: t("print.labelNone") },
          ...choices.labels.map((label) => ({ id: label.code, label: labelWords(t, label) })),
        ]}
        onChange={(label) => change({ label: label === none ? "" : label })}
        note={t("print.labelNote")}
      />
    </>
  );
}

/** No sheet of labels is called so. */
const none = "-";

function labelWords(t: Translate, { code, use, width_mm, height_mm, per_sheet }: LabelItem): string {
  const key = `label.${code}`;
  return t("print.labelOf", {
    code,
    use: isMessageKey(key) ? t(key) : use,
    width: Math.round(width_mm),
    height: Math.round(height_mm),
    count: per_sheet,
  });
}
