import { bridgeError } from "../../bridge/bridge-error";
import { plainRequest } from "../../bridge/print-types";
import type { ReportSheet } from "../../bridge/report-types";
import type { EventView } from "../../bridge/types";
import { useReport } from "../../bridge/use-report";
import { longDate } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Loading, Notice } from "../../ui/notice";
import { NotCounted } from "./not-counted";
import { ReportHidden } from "./report-hidden";
import { ReportParts } from "./report-parts";
import { ReportSave } from "./report-save";
import { ReportTextsCard } from "./report-texts";
import { Pages } from "./thanks-pages";
import "./report.css";

/** The report for funders: its pages, what is in it, and what it does not show. */
export function ReportTab({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: sheet, error } = useReport(id);
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!sheet) return <Loading label={t("app.loading")} />;
  return (
    <div className="report-columns">
      <div className="stack">
        {isUncounted(sheet) && <NotCounted id={id} isOver={view.days_to_go <= 0} />}
        {sheet.locked && <Notice tone="trouble">{t("report.locked")}</Notice>}
        <ReportTextsCard id={id} sheet={sheet} />
        <ReportParts id={id} sheet={sheet} />
        <ReportHidden sheet={sheet} />
        <ReportSave id={id} given={sheet.given.map(longDate)} />
      </div>
      <ReportPages id={id} />
    </div>
  );
}

function isUncounted({ hidden }: ReportSheet): boolean {
  return hidden.some(({ measure, why }) => measure === "in_room" && why === "uncounted");
}

/** The pages, which Go draws anew whenever something of the event changes. */
function ReportPages({ id }: { id: string }) {
  const t = useMessages();
  return (
    <Card title={t("report.pages")} note={t("report.pagesNote")}>
      <Pages id={id} request={{ ...plainRequest("report"), lang: "en" }} />
    </Card>
  );
}
