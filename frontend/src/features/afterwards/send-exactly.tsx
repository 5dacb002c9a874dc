import { bridgeError } from "../../bridge/bridge-error";
import { useOutgoing } from "../../bridge/queries";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Loading, Notice } from "../../ui/notice";
import { OutgoingList } from "./outgoing-list";
import { SendBytes } from "./send-bytes";

/** Everything that a send would carry, of all events, down to the byte. */
export function SendExactly() {
  const t = useMessages();
  const { data: outgoing, error } = useOutgoing();
  return (
    <Card title={t("send.exactly")} note={t("send.exactlyNote")}>
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {!outgoing && !error && <Loading label={t("app.loading")} />}
      {outgoing && <OutgoingList outgoing={outgoing} all />}
      {outgoing && <SendBytes outgoing={outgoing} />}
    </Card>
  );
}
