import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { DoorPlan } from "../../bridge/door-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TextField } from "../../ui/text-field";
import { EditFoot } from "./edit-foot";

interface SecretsDialogProps {
  id: string;
  /** With what is sealed. */
  plan: DoorPlan;
  onClose: () => void;
}

/** Changes the code word and how to reach the police. */
export function SecretsDialog({ id, plan, onClose }: SecretsDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [word, setWord] = useState(plan.code_word);
  const [police, setPolice] = useState(plan.police);
  const save = async () => {
    const change = { code_word: word, police, quiet_room: null, steps: null };
    if (await act.run(() => desk.ChangeDoorPlan(id, change))) onClose();
  };
  return (
    <Dialog title={t("door.editSecrets")} isOpen onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <TextField
          label={t("door.codeWord")}
          note={t("door.codeWordNote", { basis: plan.code_basis })}
          value={word}
          onChange={setWord}
          autoFocus
        />
        <TextField label={t("door.police")} note={t("door.policeNote")} value={police} onChange={setPolice} />
        <EditFoot act={act} save={t("door.save")} onClose={onClose} />
      </Form>
    </Dialog>
  );
}
