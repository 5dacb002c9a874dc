import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import type { Photograph } from "../../bridge/photograph-types";
import type { PrintRecord } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { usePhotographUses } from "../../bridge/use-album";
import { useHistory } from "../../bridge/use-history";
import { instantWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";
import { wordsOfUse } from "./photo-words";

interface PhotoWithdrawProps {
  id: string;
  photo: Photograph;
  onClose: () => void;
}

/** Takes a photograph out of use, erases it when asked, and says what to take down. Nobody owes a reason. */
export function PhotoWithdraw({ id, photo, onClose }: PhotoWithdrawProps) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct();
  const { undoing } = useHistory(id, notes);
  const isWithdrawn = photo.consent.withdrawn !== "";
  const [erase, setErase] = useState(false);
  const go = async () => {
    const call = erase ? desk.ForgetPhotograph : desk.WithdrawPhotograph;
    if (!(await act.run(() => call.call(desk, id, photo.id)))) return;
    onClose();
    if (erase) notes.say(t("photos.erased"));
    else notes.say(t("photos.withdrawn"), undoing);
  };
  const canGo = photo.erased === "" && (erase || !isWithdrawn);
  return (
    <Dialog
      title={isWithdrawn ? t("photos.takeDown") : t("photos.withdrawTitle")}
      isOpen
      onClose={onClose}
      alert
    >
      <p>{t("photos.withdrawNote")}</p>
      <TakeDown id={id} photo={photo.id} />
      {photo.erased === "" && (
        <Checkbox isSelected={erase} onChange={setErase} note={t("photos.withdrawEraseNote")}>
          {t("photos.withdrawErase")}
        </Checkbox>
      )}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        {photo.erased === "" && (
          <Button loudness="filled" isDisabled={act.busy || !canGo} onPress={() => void go()}>
            {t(erase ? "photos.erase" : "photos.withdraw")}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** Where a photograph was used. */
function TakeDown({ id, photo }: { id: string; photo: string }) {
  const t = useMessages();
  const { data: uses, error } = usePhotographUses(id, photo);
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!uses) return <Loading label={t("app.loading")} />;
  if (uses.length === 0) return <p className="quiet">{t("photos.takeDownNone")}</p>;
  return (
    <section>
      <h3>{t("photos.takeDown")}</h3>
      <ul className="photo-uses">
        {uses.map((use) => (
          <li key={use.at + use.kind + use.design}>{usedWords(t, use)}</li>
        ))}
      </ul>
    </section>
  );
}

function usedWords(t: Translate, { at, kind, design }: PrintRecord): string {
  const date = instantWords(at);
  if (kind === "photograph") return t("photos.takeDownCopy", { use: wordsOfUse(t, design), date });
  const key = `print.kind.${kind}`;
  return t("photos.takeDownLine", { what: isMessageKey(key) ? t(key) : kind, date });
}
