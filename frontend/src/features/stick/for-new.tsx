import { Usb } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { HandedOver, Role } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { PairCode } from "../../ui/pair-code";
import { RoleRadios } from "../../ui/role-radios";

interface ForNewProps {
  id: string;
  onHanded: (handed: HandedOver) => void;
  onClose: () => void;
}

/** Saves an event for a laptop that joins the group by it. */
export function ForNew({ id, onHanded, onClose }: ForNewProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [role, setRole] = useState<Role>("organiser");
  const save = async () => {
    const handed = await act.run(() => desk.HandOver(id, role));
    if (handed && handed.file !== "") onHanded(handed);
  };
  return (
    <>
      <p>{t("stick.newWords")}</p>
      <RoleRadios value={role} onChange={setRole} />
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" icon={Usb} isDisabled={act.busy} onPress={() => void save()}>
          {t(act.busy ? "stick.saving" : "stick.newYes")}
        </Button>
      </DialogActions>
    </>
  );
}

/** The code and the file for the new laptop, and the way there and back. */
export function HandedToNew({ handed, onClose }: { handed: HandedOver; onClose: () => void }) {
  const t = useMessages();
  return (
    <>
      <div className="stack">
        <PairCode code={handed.code} expires={handed.expires} />
        <p>{t("stick.newFile")}</p>
        <p className="file-path">
          <bdi>{handed.file}</bdi>
        </p>
        <h3 className="stick-steps-title">{t("stick.newSteps")}</h3>
        <ol className="stick-steps">
          <li>{t("stick.newThere")}</li>
          <li>{t("stick.newBack")}</li>
          <li>{t("stick.newFinish")}</li>
        </ol>
      </div>
      <DialogActions>
        <Button loudness="filled" onPress={onClose}>
          {t("devices.done")}
        </Button>
      </DialogActions>
    </>
  );
}
