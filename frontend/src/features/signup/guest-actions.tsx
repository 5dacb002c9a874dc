import { FileUp, UserPlus } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { EventView, ImportPreview } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { useRefusal } from "../../ui/toast";
import { AddGuest } from "./add-guest";
import { ImportDialog } from "./import-dialog";

/** The ways by which names come onto the list. */
export function GuestActions({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [adding, setAdding] = useState(false);
  const [preview, setPreview] = useState<ImportPreview>();
  const pick = async () => {
    const picked = await act.run(() => desk.PickGuests(id));
    if (picked && picked.path !== "") setPreview(picked);
  };
  return (
    <>
      <Button icon={FileUp} isDisabled={act.busy} onPress={() => void pick()}>
        {t("signup.import")}
      </Button>
      <Button loudness="filled" icon={UserPlus} onPress={() => setAdding(true)}>
        {t("signup.add")}
      </Button>
      {adding && <AddGuest id={id} languages={view.languages} onClose={() => setAdding(false)} />}
      {preview && <ImportDialog id={id} preview={preview} onClose={() => setPreview(undefined)} />}
    </>
  );
}
