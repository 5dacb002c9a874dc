import { memo } from "react";
import { useChoices } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Loading } from "../../ui/notice";
import { TileList } from "../../ui/tile-list";
import { activityIcon, other } from "./activity-icons";

interface ActivitiesProps {
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

/** What an event can be, as pictures; of what is chosen, a line that says what it is. */
export const Activities = memo(function Activities({ value, onChange }: ActivitiesProps) {
  const t = useMessages();
  const { data: choices } = useChoices();
  if (!choices) return <Loading label={t("app.loading")} />;
  const tiles = [
    ...choices.activities.map(({ id, name }) => ({ id, label: name, icon: activityIcon(id) })),
    { id: other, label: t("begin.other"), icon: activityIcon(other) },
  ];
  const chosen = value.flatMap((id) => choices.activities.filter((one) => one.id === id));
  return (
    <Card title={t("begin.what")}>
      <p className="quiet">{t("begin.whatNote")}</p>
      <TileList label={t("begin.what")} tiles={tiles} value={value} onChange={onChange} />
      {chosen.length > 0 && (
        <ul className="begin-chosen quiet">
          {chosen.map(({ id, name, summary }) => (
            <li key={id}>
              <strong>{name}</strong> {summary}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
});
