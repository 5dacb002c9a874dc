import { FolderInput } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { MergePreview } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { useRefusal } from "../../ui/toast";
import { BringInDialog } from "./bring-in-dialog";

interface BringIn {
  busy: boolean;
  /** Asks for a file and shows what it would bring. */
  pick: () => void;
  dialog: ReactNode;
}

/** The way in for an event that was saved on another laptop. */
export function useBringIn(): BringIn {
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [preview, setPreview] = useState<MergePreview>();
  const pick = async () => {
    const picked = await act.run(() => desk.PickMerge());
    if (picked && picked.path !== "") setPreview(picked);
  };
  return {
    busy: act.busy,
    pick: () => void pick(),
    dialog: preview && <BringInDialog preview={preview} onClose={() => setPreview(undefined)} />,
  };
}

/** The same as a button, for the list of events: the event need not be here yet. */
export function BringInButton() {
  const t = useMessages();
  const { busy, pick, dialog } = useBringIn();
  return (
    <>
      <Button icon={FolderInput} isDisabled={busy} onPress={pick}>
        {t("stick.bring")}
      </Button>
      {dialog}
    </>
  );
}
