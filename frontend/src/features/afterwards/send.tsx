import { Send } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useOutgoing } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";
import { say } from "../../ui/toast";
import { OutgoingList } from "./outgoing-list";

/** Nothing leaves before this list was seen and agreed to. */
export function SendButton() {
  const t = useMessages();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button loudness="send" icon={Send} onPress={() => setAsking(true)}>
        {t("after.send")}
      </Button>
      {asking && <SendDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function SendDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const { data: outgoing } = useOutgoing();
  const act = useAct();
  const send = async () => {
    const result = await act.run(() => desk.Sync());
    if (!result) return;
    onClose();
    say(t("after.sent", { count: result.pushed }));
  };
  return (
    <Dialog title={t("after.sendTitle")} isOpen onClose={onClose} alert>
      {outgoing ? <OutgoingList outgoing={outgoing} all={false} /> : <Loading label={t("app.loading")} />}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="send" isDisabled={act.busy} onPress={() => void send()}>
          {t(act.busy ? "after.sending" : "after.sendYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
