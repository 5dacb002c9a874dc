import { PackageOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { PackFile } from "../../bridge/pack-types";
import { useAct } from "../../bridge/use-act";
import { useWork, type Work } from "../../bridge/use-work";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { useRefusal } from "../../ui/toast";
import { Underway } from "../../ui/underway";
import { PackDialog } from "./pack-dialog";

interface BringPack {
  busy: boolean;
  /** Asks for a file of the campaign and shows what is in it. */
  pick: () => void;
  dialog: ReactNode;
}

/** The way in for a pack, or a list of withdrawn voices, that the campaign gave as a file. */
export function useBringPack(): BringPack {
  const desk = useDesk();
  const refused = useRefusal();
  const act = useAct((refusal) => {
    if (refusal.code !== "cancelled") refused(refusal);
  });
  const work = useWork(act.busy);
  const [file, setFile] = useState<PackFile>();
  const pick = async () => {
    const picked = await act.run(() => desk.PickPack());
    if (picked && picked.path !== "") setFile(picked);
  };
  return {
    busy: act.busy,
    pick: () => void pick(),
    dialog: file ? (
      <PackDialog file={file} onClose={() => setFile(undefined)} />
    ) : (
      work.progress && <Reading work={work} />
    ),
  };
}

/** The same as a button. */
export function BringPackButton() {
  const t = useMessages();
  const { busy, pick, dialog } = useBringPack();
  return (
    <>
      <Button icon={PackageOpen} isDisabled={busy} onPress={pick}>
        {t("pack.add")}
      </Button>
      {dialog}
    </>
  );
}

/** A slow stick is read. */
function Reading({ work }: { work: Work }) {
  const t = useMessages();
  return (
    <Dialog title={t("pack.reading")} isOpen onClose={work.stop} alert>
      <Underway label={t("pack.reading")} progress={work.progress} />
      <DialogActions>
        <Button autoFocus onPress={work.stop}>
          {t(work.stopping ? "app.stopping" : "app.stop")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
