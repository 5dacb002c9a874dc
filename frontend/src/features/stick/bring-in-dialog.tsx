import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useSafety } from "../../bridge/queries";
import type { MergePreview } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { useWork } from "../../bridge/use-work";
import { instantWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Underway } from "../../ui/underway";
import "./stick.css";

interface BringInDialogProps {
  preview: MergePreview;
  onClose: () => void;
}

/** What a file from another laptop would bring, then what it brought. */
export function BringInDialog({ preview, onClose }: BringInDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [done, setDone] = useState<MergePreview>();
  const work = useWork(act.busy);
  const bring = async () => setDone(await act.run(() => desk.Merge(preview.path)));
  const tried = done !== undefined || act.error !== undefined;
  const open = (event: string) => {
    onClose();
    go({ page: "room", event, room: "plan" });
  };
  return (
    <Dialog
      title={t(done ? "stick.broughtTitle" : "stick.bringTitle")}
      isOpen
      onClose={act.busy ? work.stop : onClose}
      alert
    >
      <p className="stick-event" dir="auto">
        {preview.title}
      </p>
      {done ? <Brought preview={done} /> : <Expected preview={preview} />}
      <Underway label={t("stick.bringing")} progress={work.progress} />
      {act.error?.code === "cancelled" && <Notice>{t("stick.stopped")}</Notice>}
      {act.error && act.error.code !== "cancelled" && (
        <Notice tone="trouble">{errorWords(t, act.error)}</Notice>
      )}
      <DialogActions>
        {act.busy ? (
          <Button key="stop" autoFocus isDisabled={work.final} onPress={work.stop}>
            {t(work.stopping ? "app.stopping" : "app.stop")}
          </Button>
        ) : (
          <Button key="close" autoFocus={tried} onPress={onClose}>
            {t(done ? "app.close" : "app.cancel")}
          </Button>
        )}
        {done ? (
          <Button loudness="filled" onPress={() => open(done.event)}>
            {t("stick.openEvent")}
          </Button>
        ) : (
          <Button loudness="filled" isDisabled={act.busy || preview.ops === 0} onPress={() => void bring()}>
            {t("stick.bringYes")}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Expected({ preview }: { preview: MergePreview }) {
  const t = useMessages();
  const { data: safety } = useSafety();
  const from = safety?.devices.find(({ id }) => id === preview.from)?.label;
  const made = instantWords(preview.made);
  return (
    <>
      <p>{from ? t("stick.from", { from, made }) : t("stick.made", { made })}</p>
      <p>{preview.ops === 0 ? t("stick.same") : t("stick.new", newOf(preview))}</p>
      {preview.unread > 0 && <p>{t("stick.unread", { count: preview.unread })}</p>}
      {preview.conflicts > 0 && <p>{t("stick.conflicts", { count: preview.conflicts })}</p>}
      <p className="quiet">{t("stick.bringWords")}</p>
    </>
  );
}

function newOf({ new: added, changed }: MergePreview) {
  return { added, changed };
}

function Brought({ preview }: { preview: MergePreview }) {
  const t = useMessages();
  return (
    <div role="status" className="stack">
      <p>{t("stick.brought", newOf(preview))}</p>
      {preview.conflicts > 0 && <p>{t("stick.met", { count: preview.conflicts })}</p>}
    </div>
  );
}
