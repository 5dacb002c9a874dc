import { useDesk } from "../../bridge/bridge";
import type { ReportSheet } from "../../bridge/report-types";
import { useAct } from "../../bridge/use-act";
import { useReportTexts, useShowReport } from "../../bridge/use-report";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Notice } from "../../ui/notice";
import { SaveState } from "../../ui/save-state";
import { TextField } from "../../ui/text-field";
import { useRefusal } from "../../ui/toast";

/** What may say who somebody is, in words that the report would show. */
function ReportNames({ found }: Pick<ReportSheet, "found">) {
  const t = useMessages();
  const lines = found.flatMap(({ text, found }) => {
    const key = `report.found.${text}`;
    return isMessageKey(key) ? t(key, { found: found.join(", ") }) : [];
  });
  if (lines.length === 0) return null;
  return (
    <Notice>
      <p>{t("report.found")}</p>
      <ul className="report-hidden">
        {lines.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the group says itself. It is saved while somebody writes. */
export function ReportTextsCard({ id, sheet }: { id: string; sheet: ReportSheet }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowReport(id);
  const act = useAct(useRefusal());
  const { state, field } = useReportTexts(id, sheet.texts);
  const learned = field("learned");
  const stands = learned.value === "" && sheet.crew !== "";
  const begin = async () => {
    const next = await act.run(() => desk.SetReportTexts(id, { learned: sheet.crew }));
    if (next) show(next);
  };
  return (
    <Card title={t("report.texts")}>
      <TextField
        label={t("report.learned")}
        note={stands ? t("report.learnedNote", { crew: sheet.crew }) : t("report.learnedEmpty")}
        rows={5}
        {...learned}
      />
      {stands && (
        <div>
          <Button isDisabled={act.busy} onPress={() => void begin()}>
            {t("report.learnedBegin")}
          </Button>
        </div>
      )}
      <TextField label={t("report.next")} rows={3} {...field("next")} />
      <TextField label={t("report.thanks")} note={t("report.thanksNote")} rows={2} {...field("thanks")} />
      <ReportNames found={sheet.found} />
      <SaveState state={state} />
    </Card>
  );
}
