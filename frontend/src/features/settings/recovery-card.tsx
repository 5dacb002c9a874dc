import { Printer, ScanSearch } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Recovery } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say, useRefusal } from "../../ui/toast";
import { CheckSheet } from "./check-sheet";

/** The sheet of paper that brings the names back when every laptop is gone. */
export function RecoveryCard({ recovery }: { recovery: Recovery }) {
  const t = useMessages();
  const [open, setOpen] = useState<"check" | "replace">();
  const print = usePrintSheet();
  const close = () => setOpen(undefined);
  const replaces = recovery.checked !== "";
  return (
    <Card title={t("sheet.title")}>
      <p>{t("sheet.words")}</p>
      {recovery.due && replaces && <Notice>{t("sheet.due")}</Notice>}
      <p className="sheet-state">{stateWords(t, recovery)}</p>
      <div className="row">
        {recovery.made !== "" && (
          <Button
            loudness={replaces ? "outline" : "filled"}
            icon={ScanSearch}
            onPress={() => setOpen("check")}
          >
            {t(replaces ? "sheet.checkAgain" : "sheet.check")}
          </Button>
        )}
        <Button
          loudness={recovery.made === "" ? "filled" : "quiet"}
          icon={Printer}
          isDisabled={print.busy}
          onPress={() => (replaces ? setOpen("replace") : print.run(false))}
        >
          {t(recovery.made === "" ? "sheet.print" : "sheet.printNew")}
        </Button>
      </div>
      {open === "check" && <CheckSheet ask={recovery.ask} onClose={close} />}
      {open === "replace" && (
        <ReplaceDialog
          onClose={close}
          onReplace={() => {
            close();
            print.run(true);
          }}
        />
      )}
    </Card>
  );
}

function stateWords(t: Translate, { made, checked }: Recovery): string {
  if (checked !== "") return t("sheet.checked", { when: instantWords(checked) });
  return made === "" ? t("sheet.never") : t("sheet.unchecked", { when: instantWords(made) });
}

function usePrintSheet() {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const run = async (replace: boolean) => {
    const saved = await act.run(() => desk.PrintRecovery(replace));
    if (saved && saved.file !== "") say(t("sheet.saved", { file: saved.file }));
  };
  return { busy: act.busy, run: (replace: boolean) => void run(replace) };
}

function ReplaceDialog({ onClose, onReplace }: { onClose: () => void; onReplace: () => void }) {
  const t = useMessages();
  return (
    <Dialog title={t("sheet.replaceTitle")} isOpen onClose={onClose} alert>
      <p>{t("sheet.replaceWords")}</p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.cancel")}
        </Button>
        <Button loudness="send" onPress={onReplace}>
          {t("sheet.replaceYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
