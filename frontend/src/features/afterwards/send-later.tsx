import { CircleDashed } from "lucide-react";
import { useSend } from "../../bridge/use-send";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Never } from "./send-never";
import "./send.css";

/** What could be sent once the group has joined a campaign: nothing is ticked before. */
export function SendLater({ id }: { id: string }) {
  const t = useMessages();
  const { data: view } = useSend(id);
  if (!view) return null;
  return (
    <Card title={t("send.later")}>
      <p className="quiet">{t("send.laterNote")}</p>
      <ul className="outgoing">
        {view.parts.map(({ kind }) => (
          <li key={kind} className="outgoing-line">
            <CircleDashed className="icon later-mark" aria-hidden />
            <span>
              <strong>{t(`send.kind.${kind}`, { count: 0 })}</strong>
              <span className="quiet outgoing-note">{t(`send.note.${kind}`, { count: 0 })}</span>
            </span>
          </li>
        ))}
        <Never />
      </ul>
    </Card>
  );
}
