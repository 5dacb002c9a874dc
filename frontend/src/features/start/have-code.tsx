import { MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Accepted } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";

/** Makes this laptop one of a group's, by the code that its other laptop shows. */
export function HaveCode() {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={MonitorSmartphone} onPress={() => setOpen(true)}>
        {t("start.code")}
      </Button>
      {open && <CodeDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function CodeDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const [accepted, setAccepted] = useState<Accepted>();
  return (
    <Dialog title={t("start.codeTitle")} isOpen onClose={onClose} alert>
      {accepted ? (
        <>
          <div role="status" className="stack">
            <p>{t("start.codeDone", { group: accepted.group })}</p>
            <p className="file-path">
              <bdi>{accepted.reply}</bdi>
            </p>
            <p>{t("start.codeReply")}</p>
          </div>
          <DialogActions>
            <Button loudness="filled" onPress={onClose}>
              {t("app.close")}
            </Button>
          </DialogActions>
        </>
      ) : (
        <CodeForm onAccepted={setAccepted} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface CodeFormProps {
  onAccepted: (accepted: Accepted) => void;
  onClose: () => void;
}

function CodeForm({ onAccepted, onClose }: CodeFormProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const accept = async () => {
    const answer = await act.run(() => desk.Accept(code.trim(), name.trim()));
    if (answer && answer.reply !== "") onAccepted(answer);
  };
  return (
    <Form onSubmit={() => void accept()}>
      <p>{t("start.codeWords")}</p>
      <TextField
        label={t("start.codeText")}
        note={t("start.codeNote")}
        value={code}
        onChange={setCode}
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
        <Button type="submit" loudness="filled" isDisabled={act.busy || code.trim() === ""}>
          {t("start.codeYes")}
        </Button>
      </DialogActions>
    </Form>
  );
}
