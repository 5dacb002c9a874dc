import type { Hidden, ReportSheet } from "../../bridge/report-types";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Card } from "../../ui/card";

/** Why a number is not shown, in words. Who walked in and who came from the list go together. */
function why(t: Translate, { measure, why }: Hidden): string {
  const kind = measure.split(".")[0] ?? "";
  const name = ["arrived", "walk_ins"].includes(kind) ? "split" : kind.replaceAll("_", "-");
  const key = `report.hidden.${name}-${why}`;
  return t(isMessageKey(key) ? key : "report.hidden.other");
}

/** Each number that the report does not show, with the reason. */
export function ReportHidden({ sheet }: { sheet: ReportSheet }) {
  const t = useMessages();
  const reasons = [...new Set(sheet.hidden.map((hidden) => why(t, hidden)))];
  const held = sheet.held.flatMap(({ block, counted_on: day }) => {
    const key = `report.held.${block}`;
    return isMessageKey(key) ? t(key, { day: longDate(day) }) : [];
  });
  const all = [...held, ...reasons];
  const isSmall = held.length > 0 || sheet.hidden.some(({ why }) => why !== "uncounted");
  const note = all.length === 0 ? "report.hiddenNone" : isSmall ? "report.hiddenNote" : undefined;
  return (
    <Card title={t("report.hidden")}>
      {note !== undefined && <p className="quiet">{t(note)}</p>}
      {all.length > 0 && (
        <ul className="report-hidden">
          {all.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
