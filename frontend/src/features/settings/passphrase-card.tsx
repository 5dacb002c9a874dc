import { KeyRound, LockKeyhole } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Safety } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { useLock } from "../../bridge/use-lock";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Dialog, DialogActions } from "../../ui/dialog";
import { say, useRefusal } from "../../ui/toast";
import { PassphraseDialog } from "./passphrase-dialog";

/** How the names on this laptop are kept from whoever opens it. */
export function PassphraseCard({ safety, event }: { safety: Safety; event: string }) {
  const t = useMessages();
  const lock = useLock();
  const act = useAct(useRefusal());
  const [open, setOpen] = useState<"set" | "remove">();
  const close = () => setOpen(undefined);
  const set = safety.keys === "passphrase";
  return (
    <Card title={t("pass.title")}>
      <p>{t("pass.words")}</p>
      <p className="sheet-state">{t(`pass.kept.${safety.keys}`)}</p>
      <div className="row">
        <Button icon={KeyRound} onPress={() => setOpen("set")}>
          {t(set ? "pass.change" : "pass.set")}
        </Button>
        {set && (
          <>
            <Button icon={LockKeyhole} isDisabled={act.busy} onPress={() => void act.run(lock)}>
              {t("pass.lockNow")}
            </Button>
            <Button loudness="quiet" onPress={() => setOpen("remove")}>
              {t("pass.remove")}
            </Button>
          </>
        )}
      </div>
      {open === "set" && (
        <PassphraseDialog sheetChecked={safety.recovery.checked !== ""} event={event} onClose={close} />
      )}
      {open === "remove" && <RemoveDialog onClose={close} />}
    </Card>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const remove = async () => {
    const done = await act.run(() => desk.RemovePassphrase().then(() => true));
    onClose();
    if (done) say(t("pass.removed"));
  };
  return (
    <Dialog title={t("pass.removeTitle")} isOpen onClose={onClose} alert>
      <p>{t("pass.removeWords")}</p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.cancel")}
        </Button>
        <Button loudness="send" isDisabled={act.busy} onPress={() => void remove()}>
          {t("pass.removeYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
