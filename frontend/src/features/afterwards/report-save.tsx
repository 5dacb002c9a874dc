import { FileJson, FileSpreadsheet, FileText } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { ReportFormat } from "../../bridge/report-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { FieldGroup } from "../../ui/field-group";
import { say, useRefusal } from "../../ui/toast";
import { Working } from "../../ui/working";

const formats = [
  { format: "pdf", icon: FileText, label: "report.savePdf" },
  { format: "csv", icon: FileSpreadsheet, label: "report.saveCsv" },
  { format: "json", icon: FileJson, label: "report.saveJson" },
] as const;

/** The report and an umbrella's form, as files. */
export function ReportSave({ id, given }: { id: string; given: string[] }) {
  const t = useMessages();
  const desk = useDesk();
  return (
    <Card title={t("report.save")}>
      <SaveButtons label={t("report.save")} save={(format) => desk.SaveReport(id, format)} />
      <p className="quiet">{t("report.saveNote")}</p>
      {given.length > 0 && <p className="quiet">{t("report.given", { days: given.join(", ") })}</p>}
      <h3>{t("report.umbrella")}</h3>
      <p className="quiet">{t("report.umbrellaNote")}</p>
      <SaveButtons label={t("report.umbrella")} save={(format) => desk.SaveUmbrella(id, format)} />
    </Card>
  );
}

interface SaveButtonsProps {
  label: string;
  save: (format: ReportFormat) => Promise<{ file: string }>;
}

function SaveButtons({ label, save }: SaveButtonsProps) {
  const t = useMessages();
  const act = useAct(useRefusal());
  const press = async (format: ReportFormat) => {
    const done = await act.run(() => save(format));
    if (done && done.file !== "") say(t("app.fileSaved", { file: done.file }));
  };
  return (
    <FieldGroup label={label} className="report-save">
      {formats.map(({ format, icon, label: words }) => (
        <Button key={format} icon={icon} isDisabled={act.busy} onPress={() => void press(format)}>
          {t(words)}
        </Button>
      ))}
      <Working busy={act.busy} />
    </FieldGroup>
  );
}
