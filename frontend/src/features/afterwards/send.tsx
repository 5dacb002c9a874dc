import { Send } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Outgoing, SyncResult } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say, useRefusal } from "../../ui/toast";
import { sentWords } from "./came-words";
import { FetchDialog } from "./fetch-dialog";
import { OutgoingList } from "./outgoing-list";

/** Nothing leaves before this list was seen and agreed to; where nothing would leave, there is nothing to ask. */
export function SendButton({ id }: { id: string }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [asked, setAsked] = useState<Outgoing>();
  const ask = async () => setAsked(await act.run(() => desk.Outgoing()));
  const close = () => setAsked(undefined);
  return (
    <>
      <Button loudness="send" icon={Send} isDisabled={act.busy} onPress={() => void ask()}>
        {t("after.send")}
      </Button>
      {asked && !asked.nothing && <SendDialog id={id} outgoing={asked} onClose={close} />}
      {asked?.nothing && <FetchDialog id={id} onClose={close} />}
    </>
  );
}

interface SendDialogProps {
  id: string;
  outgoing: Outgoing;
  onClose: () => void;
}

function SendDialog({ id, outgoing, onClose }: SendDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const send = async () => {
    const result = await act.run(() => desk.Sync());
    if (!result) return;
    onClose();
    tell(result);
  };
  const tell = (result: SyncResult) => {
    const look = () => go({ page: "room", event: id, room: "signup", tab: "online" });
    say(sentWords(t, result), result.signups > 0 ? { label: t("after.lookSignups"), run: look } : undefined);
  };
  return (
    <Dialog title={t("after.sendTitle")} isOpen onClose={onClose} alert>
      <OutgoingList outgoing={outgoing} all={false} />
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
