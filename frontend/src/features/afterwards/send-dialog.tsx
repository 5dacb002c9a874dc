import { useRef, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Outgoing, SyncResult } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";
import { say, useRefusal } from "../../ui/toast";
import { sentWords } from "./came-words";
import { OutgoingList } from "./outgoing-list";
import { SendBytes } from "./send-bytes";

interface SendDialogProps {
  id: string;
  /** What would leave when it was asked for; exactly this is sent, or nothing. */
  asked: Outgoing;
  onClose: () => void;
}

/** Asks once more, sends exactly what it shows, and then says what came back. */
export function SendDialog({ id, asked, onClose }: SendDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const isLeft = useRef(false);
  const refused = useRefusal();
  const act = useAct((refusal) => isLeft.current && refused(refusal));
  const [outgoing, setOutgoing] = useState(asked);
  const [sent, setSent] = useState<SyncResult>();
  const send = async () => {
    const result = await act.run(() => desk.SyncSeen(outgoing.mark));
    if (!result) return;
    if (isLeft.current) say(sentWords(t, result));
    else setSent(result);
  };
  const lookAgain = async () => {
    const now = await act.run(() => desk.Outgoing());
    if (now) setOutgoing(now);
  };
  if (sent) return <SentDialog id={id} sent={sent} onClose={onClose} />;
  const close = () => {
    isLeft.current = true; // what is under way goes on, and says how it ended
    onClose();
  };
  const isStale = act.error?.code === "conflict";
  return (
    <Dialog title={t("after.sendTitle")} isOpen onClose={close} alert>
      <OutgoingList outgoing={outgoing} all={false} />
      <SendBytes outgoing={outgoing} />
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      {act.busy && <Loading label={t("send.underWay")} />}
      <DialogActions>
        <Button onPress={close}>{t(act.busy ? "app.close" : "app.cancel")}</Button>
        <Button loudness="send" isDisabled={act.busy} onPress={() => void (isStale ? lookAgain() : send())}>
          {t(act.busy ? "after.sending" : isStale ? "send.again" : "after.sendYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface SentDialogProps {
  id: string;
  sent: SyncResult;
  onClose: () => void;
}

/** The receipt, and what came along. */
function SentDialog({ id, sent, onClose }: SentDialogProps) {
  const t = useMessages();
  const look = () => {
    onClose();
    go({ page: "room", event: id, room: "signup", tab: "online" });
  };
  return (
    <Dialog title={t(sent.safe ? "send.received" : "send.sent")} isOpen onClose={onClose}>
      <p role="status">
        <strong>{sentWords(t, sent)}</strong>
      </p>
      <p>{t(sent.safe ? "send.receipt" : "send.noReceipt")}</p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.close")}
        </Button>
        {sent.signups > 0 && (
          <Button loudness="filled" onPress={look}>
            {t("after.lookSignups")}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
