import { FileKey } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { say } from "../../ui/toast";
import { JoinForm, type Joining, type Way } from "./join-form";
import { type Sheet, SheetInput } from "./sheet-input";

interface HaveSheetProps {
  /** A laptop that is not blank has its things here, and needs no campaign for them. */
  ways?: readonly Way[];
}

/** The way back for a group whose laptop is gone, or whose passphrase is. */
export function HaveSheet({ ways = ["online", "file"] }: HaveSheetProps) {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={FileKey} onPress={() => setOpen(true)}>
        {t("start.sheet")}
      </Button>
      {open && <SheetDialog ways={ways} onClose={() => setOpen(false)} />}
    </>
  );
}

function SheetDialog({ ways, onClose }: { ways: readonly Way[]; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [sheet, setSheet] = useState<Sheet>({ form: "typed", text: "", photo: "" });
  const text = sheet.form === "typed" ? sheet.text.trim() : "";
  const fromFile = async (name: string) => {
    const restored = await act.run(() => desk.RestoreFromSheet(text, name));
    if (!restored || restored.file === "") return;
    onClose();
    say(
      restored.from === "" ? t("start.keysBack") : t("start.restored", { from: instantWords(restored.from) }),
    );
  };
  const online = async (server: string, name: string) => {
    const { changes, at } = (await act.run(() => desk.RecoverOnline(text, server, name))) ?? {};
    if (changes === undefined || at === undefined) return;
    onClose();
    say(t("start.recovered", { count: changes, at: instantWords(at) }));
  };
  const join = ({ way, server, name }: Joining) => (way === "online" ? online(server, name) : fromFile(name));
  return (
    <Dialog title={t("start.sheetTitle")} isOpen onClose={() => act.busy || onClose()} alert wide>
      <JoinForm
        ways={ways}
        about={{ online: t("start.sheetOnline"), file: t("start.sheetFile") }}
        yes={{ online: t("start.sheetYesOnline"), file: t("start.sheetYes") }}
        busy={{ online: t("start.fetching"), file: t("start.restoring") }}
        ready={sheet.form === "typed" ? text !== "" : sheet.photo !== ""}
        act={act}
        onJoin={(joining) => void join(joining)}
        onClose={onClose}
      >
        <SheetInput sheet={sheet} onChange={setSheet} />
      </JoinForm>
    </Dialog>
  );
}
