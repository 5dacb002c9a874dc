import { bridgeError } from "../../bridge/bridge-error";
import { useSend } from "../../bridge/use-send";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Loading, Notice } from "../../ui/notice";
import { Never } from "./send-never";
import { SendPartLine } from "./send-part";
import "./send.css";

/** What the campaign gets of this event, each part with its tick, and what it never gets. */
export function SendParts({ id }: { id: string }) {
  const t = useMessages();
  const { data: view, error } = useSend(id);
  return (
    <Card title={t("after.about")} note={t("after.aboutNote")}>
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {!view && !error && <Loading label={t("app.loading")} />}
      {view && !view.sends && <Notice>{t("send.helper")}</Notice>}
      {view?.locked && <Notice>{t("send.locked")}</Notice>}
      {view && (
        <ul className="outgoing">
          {view.parts.map((part) => (
            <SendPartLine key={part.kind} id={id} part={part} />
          ))}
          <Never />
        </ul>
      )}
      {view?.joined && !view.takes && <p className="quiet">{t("send.older")}</p>}
    </Card>
  );
}
