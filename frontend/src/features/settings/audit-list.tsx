import { bridgeError } from "../../bridge/bridge-error";
import { useAudit, useSafety } from "../../bridge/queries";
import type { AuditEntry } from "../../bridge/safety-types";
import { instantWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { laptopWords } from "../../i18n/laptop-words";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { type DataColumn, DataTable } from "../../ui/data-table";
import { Loading, Notice } from "../../ui/notice";

type Line = AuditEntry & { id: string };

/** What was done with the names on which laptop, newest first. */
export function AuditList() {
  const t = useMessages();
  const { data, error } = useAudit("");
  const { data: safety } = useSafety();
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!data) return <Loading label={t("app.loading")} />;
  const laptop = (id: string) => {
    const known = safety?.devices.find((one) => one.id === id);
    return known ? laptopWords(t, known.label) : id;
  };
  const lines = data.map((entry, at) => ({
    ...entry,
    id: `${data.length - at}`,
    device: laptop(entry.device),
  }));
  return (
    <div className="card audit">
      <p className="quiet audit-words">{t("audit.words")}</p>
      <DataTable
        label={t("audit.title")}
        columns={columns(t)}
        items={lines}
        empty={<p className="quiet audit-words">{t("audit.none")}</p>}
      />
    </div>
  );
}

function columns(t: Translate): DataColumn<Line>[] {
  return [
    { id: "what", title: t("audit.what"), width: "2fr", cell: ({ what }) => auditWords(t, what) },
    { id: "when", title: t("audit.when"), width: "2fr", cell: ({ at }) => instantWords(at) },
    { id: "device", title: t("audit.device"), width: "2fr", cell: ({ device }) => <bdi>{device}</bdi> },
    { id: "detail", title: t("audit.detail"), width: "3fr", cell: ({ detail }) => <bdi>{detail}</bdi> },
  ];
}

function auditWords(t: Translate, what: string): string {
  const key = `audit.what.${what}`;
  return t(isMessageKey(key) ? key : "audit.what.other");
}
