import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { BridgeError } from "../../bridge/bridge-error";
import type { PackFile } from "../../bridge/pack-types";
import { useAct } from "../../bridge/use-act";
import { useWork } from "../../bridge/use-work";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { Underway } from "../../ui/underway";
import { PackBrought, PackFound } from "./pack-found";
import "./stick.css";

interface PackDialogProps {
  file: PackFile;
  onClose: () => void;
}

/** What a file of the campaign would bring, then what it brought; or why it cannot be taken. */
export function PackDialog({ file, onClose }: PackDialogProps) {
  const t = useMessages();
  const [done, setDone] = useState<PackFile>();
  if (done) return <Done file={done} onClose={onClose} />;
  if (file.refused === "") return <Asked file={file} onDone={setDone} onClose={onClose} />;
  return (
    <Dialog title={t("pack.refusedTitle")} isOpen onClose={onClose}>
      <PackFound file={file} />
      <Notice tone="trouble">{t(`pack.refused.${file.refused}`)}</Notice>
      <CloseRow onClose={onClose} />
    </Dialog>
  );
}

function Done({ file, onClose }: PackDialogProps) {
  const t = useMessages();
  return (
    <Dialog title={t("pack.doneTitle")} isOpen onClose={onClose}>
      <div role="status" className="stack">
        <PackBrought file={file} />
      </div>
      <CloseRow onClose={onClose} />
    </Dialog>
  );
}

function CloseRow({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  return (
    <DialogActions>
      <Button autoFocus onPress={onClose}>
        {t("app.close")}
      </Button>
    </DialogActions>
  );
}

interface AskedProps extends PackDialogProps {
  onDone: (file: PackFile) => void;
}

function Asked({ file, onDone, onClose }: AskedProps) {
  const t = useMessages();
  const [mark, setMark] = useState("");
  const { take, busy, error } = useTake(file, onDone);
  const work = useWork(busy);
  return (
    <Dialog title={t("pack.title")} isOpen onClose={busy ? work.stop : onClose} alert>
      <PackFound file={file} />
      <Form onSubmit={() => void take(mark.trim())}>
        {file.asks_key && <KeyField value={mark} onChange={setMark} />}
        <Underway label={t("pack.adding")} progress={work.progress} />
        {error && <Refusal error={error} />}
        <DialogActions>
          {busy ? (
            <Button key="stop" onPress={work.stop}>
              {t(work.stopping ? "app.stopping" : "app.stop")}
            </Button>
          ) : (
            <Button key="close" onPress={onClose}>
              {t(file.same ? "app.close" : "app.cancel")}
            </Button>
          )}
          {!file.same && (
            <Button type="submit" loudness="filled" isDisabled={busy}>
              {t(file.kind === "list" ? "pack.yesList" : "pack.yes")}
            </Button>
          )}
        </DialogActions>
      </Form>
    </Dialog>
  );
}

/** Whom to believe is said by a person, and never by the file. */
function KeyField({ value, onChange }: { value: string; onChange: (mark: string) => void }) {
  const t = useMessages();
  return (
    <>
      <p>{t("pack.keyWords")}</p>
      <TextField
        label={t("pack.key")}
        note={t("pack.keyNote")}
        value={value}
        onChange={onChange}
        autoComplete="off"
        spellCheck="false"
        isRequired
      />
    </>
  );
}

function Refusal({ error }: { error: BridgeError }) {
  const t = useMessages();
  if (error.code === "cancelled") return <Notice>{t("pack.stopped")}</Notice>;
  return <Notice tone="trouble">{errorWords(t, error)}</Notice>;
}

function useTake(file: PackFile, onDone: (file: PackFile) => void) {
  const desk = useDesk();
  const client = useQueryClient();
  const { run, busy, error } = useAct();
  const take = async (mark: string) => {
    const brought = await run(() => desk.TakePack(file.path, mark));
    if (!brought) return;
    void client.invalidateQueries({ queryKey: ["choices"] }); // a pack brings themes too
    onDone(brought);
  };
  return { take, busy, error };
}
