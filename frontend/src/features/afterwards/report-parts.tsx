import { useDesk } from "../../bridge/bridge";
import type { ReportSheet } from "../../bridge/report-types";
import { useAct } from "../../bridge/use-act";
import { useShowReport } from "../../bridge/use-report";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { useRefusal } from "../../ui/toast";

/** What is in the report, part by part. */
export function ReportParts({ id, sheet }: { id: string; sheet: ReportSheet }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowReport(id);
  const act = useAct(useRefusal());
  const put = async (part: string, on: boolean) => {
    const next = await act.run(() => desk.SetReportPart(id, part, on));
    if (next) show(next);
  };
  return (
    <Card title={t("report.parts")}>
      <div className="report-parts">
        {sheet.parts.map((part) => {
          const key = `report.part.${part.id}`;
          return (
            <Checkbox key={part.id} isSelected={part.on} onChange={(on) => void put(part.id, on)}>
              {isMessageKey(key) ? t(key) : part.id}
            </Checkbox>
          );
        })}
      </div>
    </Card>
  );
}
