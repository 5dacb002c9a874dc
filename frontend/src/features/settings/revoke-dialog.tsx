import { useDesk } from "../../bridge/bridge";
import type { Device } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { laptopWords } from "../../i18n/laptop-words";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { say, useRefusal } from "../../ui/toast";

/** Says honestly what taking a laptop off the list can do, and what it cannot. */
export function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const revoke = async () => {
    const done = await act.run(() => desk.Revoke(device.id).then(() => true));
    onClose();
    if (done) say(t("devices.revoked", { name: laptopWords(t, device.label) }));
  };
  return (
    <Dialog
      title={t("devices.revokeTitle", { name: laptopWords(t, device.label) })}
      isOpen
      onClose={onClose}
      alert
    >
      <p>{t("devices.revokeWords")}</p>
      <p>{t("devices.revokeSeen")}</p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.cancel")}
        </Button>
        <Button loudness="send" isDisabled={act.busy} onPress={() => void revoke()}>
          {t("devices.revokeYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
