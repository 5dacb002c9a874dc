import { Lock } from "lucide-react";
import { useMessages } from "../../i18n/i18n";

/** What the campaign never gets. */
export function Never() {
  const t = useMessages();
  return (
    <li className="outgoing-line">
      <span className="outgoing-mark">
        <Lock className="icon" aria-hidden />
      </span>
      <span>
        <strong>{t("send.never")}</strong>
        <span className="quiet outgoing-note">{t("send.neverNote")}</span>
      </span>
    </li>
  );
}
