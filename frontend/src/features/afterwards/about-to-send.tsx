import { bridgeError } from "../../bridge/bridge-error";
import { useOutgoing } from "../../bridge/queries";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Loading, Notice } from "../../ui/notice";
import { OutgoingList } from "./outgoing-list";

/** The exact list of what a send would carry, and what it never carries. */
export function AboutToSend() {
  const t = useMessages();
  const { data: outgoing, error } = useOutgoing();
  return (
    <Card title={t("after.about")} note={t("after.aboutNote")}>
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {!outgoing && !error && <Loading label={t("app.loading")} />}
      {outgoing && <OutgoingList outgoing={outgoing} all />}
    </Card>
  );
}
