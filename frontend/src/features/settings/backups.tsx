import { History } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Safety } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { useWork } from "../../bridge/use-work";
import { instantWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { PassphraseField } from "../../ui/passphrase-field";
import { say } from "../../ui/toast";
import { Underway } from "../../ui/underway";
import { SaveBackupButton } from "./save-backup";

/** The copies that are made by themselves, one for a stick, and the way back from either. */
export function Backups({ backups, guarded }: { backups: Safety["backups"]; guarded: boolean }) {
  const t = useMessages();
  const [asking, setAsking] = useState(false);
  return (
    <Card title={t("backup.title")}>
      <p>{t("backup.words")}</p>
      <p>
        {backups.last === ""
          ? t("backup.none")
          : t("backup.last", { when: instantWords(backups.last), count: backups.count })}
      </p>
      <p className="file-path">
        <bdi>{backups.folder}</bdi>
      </p>
      <div className="row">
        <SaveBackupButton />
        <Button loudness="quiet" icon={History} onPress={() => setAsking(true)}>
          {t("backup.restore")}
        </Button>
      </div>
      {asking && <RestoreDialog guarded={guarded} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function RestoreDialog({ guarded, onClose }: { guarded: boolean; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const work = useWork(act.busy);
  const [passphrase, setPassphrase] = useState("");
  const restore = async () => {
    const restored = await act.run(() => desk.Restore(passphrase));
    if (!restored || restored.file === "") return;
    onClose();
    say(t("backup.restored", { from: instantWords(restored.from) }));
  };
  return (
    <Dialog title={t("backup.restoreTitle")} isOpen onClose={act.busy ? work.stop : onClose} alert>
      <p>{t("backup.restoreWords")}</p>
      <p>{t("backup.restoreFirst")}</p>
      {guarded && (
        <PassphraseField
          label={t("lock.passphrase")}
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="current-password"
        />
      )}
      <Underway label={t("backup.restoring")} progress={work.progress} />
      {act.error?.code === "cancelled" && <Notice>{t("backup.stopped")}</Notice>}
      {act.error && act.error.code !== "cancelled" && (
        <Notice tone="trouble">{errorWords(t, act.error)}</Notice>
      )}
      <DialogActions>
        {act.busy ? (
          <Button key="stop" autoFocus isDisabled={work.final} onPress={work.stop}>
            {t(work.stopping ? "app.stopping" : "app.stop")}
          </Button>
        ) : (
          <Button key="cancel" autoFocus onPress={onClose}>
            {t("app.cancel")}
          </Button>
        )}
        <Button
          loudness="send"
          isDisabled={act.busy || (guarded && passphrase === "")}
          onPress={() => void restore()}
        >
          {t("backup.restoreYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
