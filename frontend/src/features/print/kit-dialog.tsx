import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { KitForm, Saved } from "../../bridge/print-types";
import { type Act, useAct } from "../../bridge/use-act";
import { useKitProgress } from "../../bridge/use-kit-progress";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";
import { Progress } from "../../ui/progress";
import { say, useRefusal } from "../../ui/toast";
import { KitResult } from "./kit-result";
import type { Room } from "./room";

interface KitDialogProps {
  room: Room;
  onClose: () => void;
}

/** Everything for the event: where to, how far it is, and what came of it. */
export function KitDialog({ room, onClose }: KitDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const stopping = useAct(useRefusal());
  const [form, setForm] = useState<KitForm>("folder");
  const [files, setFiles] = useState<Saved[]>([]);
  const make = async () => {
    const saved = await act.run(() => room.form.flush().then(() => desk.SaveKit(room.id, form)));
    setFiles(saved ?? []);
  };
  const stop = () => stopping.run(() => desk.CancelKit().then(() => true));
  const close = async () => {
    onClose();
    if (act.busy && (await stop())) say(t("print.kitStopped"));
  };
  return (
    <Dialog title={t("print.kit")} isOpen onClose={() => void close()} alert={act.busy}>
      {files.length > 0 ? (
        <KitResult room={room} files={files} onClose={onClose} />
      ) : act.busy ? (
        <Running onStop={() => void stop()} />
      ) : (
        <Ask act={act} form={form} setForm={setForm} onMake={() => void make()} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface AskProps {
  act: Act;
  form: KitForm;
  setForm: (form: KitForm) => void;
  onMake: () => void;
  onClose: () => void;
}

function Ask({ act, form, setForm, onMake, onClose }: AskProps) {
  const t = useMessages();
  return (
    <>
      <p>{t("print.kitAbout")}</p>
      <ChipRadios
        label={t("print.kitForm")}
        value={form}
        onChange={(id) => setForm(id as KitForm)}
        choices={[
          { id: "folder", label: t("print.kitFolder") },
          { id: "zip", label: t("print.kitZip") },
        ]}
      />
      {act.error?.code === "cancelled" && <Notice>{t("print.kitStopped")}</Notice>}
      {act.error && act.error.code !== "cancelled" && (
        <Notice tone="trouble">{errorWords(t, act.error)}</Notice>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" onPress={onMake}>
          {t("print.kitMake")}
        </Button>
      </DialogActions>
    </>
  );
}

function Running({ onStop }: { onStop: () => void }) {
  const t = useMessages();
  const progress = useKitProgress(true);
  return (
    <>
      {progress ? (
        <Progress
          label={t("print.kit")}
          note={t("print.kitProgress", { ...progress, number: progress.done + 1 })}
          done={progress.done}
          all={progress.all}
        />
      ) : (
        <Loading label={t("print.kitWaits")} />
      )}
      <DialogActions>
        <Button onPress={onStop} autoFocus>
          {t("print.kitStop")}
        </Button>
      </DialogActions>
    </>
  );
}
