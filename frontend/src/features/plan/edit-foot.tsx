import { Trash2 } from "lucide-react";
import type { BridgeError } from "../../bridge/bridge-error";
import { type Act, useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords, fieldWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say, useNotes } from "../../ui/toast";

interface Drop {
  id: string;
  /** The words of the button, and of the note that says it is gone. */
  button: string;
  done: string;
  run: () => Promise<unknown>;
}

interface EditFootProps {
  act: Act;
  /** The words of the button that saves. */
  save: string;
  /** Fields that show a refusal themselves. */
  fields?: readonly string[];
  /** Takes away what is edited; a new thing has none. */
  drop?: Drop | false | undefined;
  onClose: () => void;
}

/** Ends a form in a dialog: why it was refused, and the ways out of it. */
export function EditFoot({ act, save, fields = [], drop, onClose }: EditFootProps) {
  const t = useMessages();
  const isSaid = fields.some((field) => refusalOf(act.error, field) !== undefined);
  return (
    <>
      {act.error && !isSaid && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        {drop && <DropButton drop={drop} busy={act.busy} onClose={onClose} />}
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button type="submit" loudness="filled" isDisabled={act.busy}>
          {save}
        </Button>
      </DialogActions>
    </>
  );
}

/** Why a field was refused; undefined where the refusal is about something else. */
export function refusalOf(error: BridgeError | undefined, field: string): string | undefined {
  return error?.message.startsWith(`${field}:`) ? fieldWords(error) : undefined;
}

function DropButton({ drop, busy, onClose }: { drop: Drop; busy: boolean; onClose: () => void }) {
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(drop.id, notes);
  const run = async () => {
    const isGone = await act.run(async () => {
      await drop.run();
      return true;
    });
    if (!isGone) return;
    onClose();
    say(drop.done, undoing);
  };
  return (
    <Button loudness="quiet" icon={Trash2} isDisabled={busy || act.busy} onPress={() => void run()}>
      {drop.button}
    </Button>
  );
}
