import { FileKey } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { instantWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";

/** The way back for a group whose laptop is gone. */
export function HaveSheet() {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={FileKey} onPress={() => setOpen(true)}>
        {t("start.sheet")}
      </Button>
      {open && <SheetDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SheetDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const restore = async () => {
    const restored = await act.run(() => desk.RestoreFromSheet(text.trim(), name.trim()));
    if (!restored || restored.file === "") return;
    onClose();
    say(t("start.restored", { from: instantWords(restored.from) }));
  };
  return (
    <Dialog title={t("start.sheetTitle")} isOpen onClose={onClose} wide>
      <Form onSubmit={() => void restore()}>
        <p>{t("start.sheetWords")}</p>
        <TextField
          label={t("start.sheetText")}
          note={t("start.sheetNote")}
          value={text}
          onChange={setText}
          rows={4}
          autoFocus
          isRequired
          autoComplete="off"
          spellCheck="false"
        />
        <TextField
          label={t("start.name")}
          note={t("start.nameNote")}
          value={name}
          onChange={setName}
          isRequired
        />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy || text.trim() === ""}>
            {t(act.busy ? "start.restoring" : "start.sheetYes")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
