import { Download, Package, Printer } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { FileFormat, Saved } from "../../bridge/print-types";
import { type Act, useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { MenuButton } from "../../ui/menu-button";
import { say, useRefusal, warn } from "../../ui/toast";
import { Working } from "../../ui/working";
import { CodeNote } from "./findings";
import { KitDialog } from "./kit-dialog";
import type { Room } from "./room";

/** Out of the window: one filled button, what else can be done beside it. */
export function Actions({ room }: { room: Room }) {
  const t = useMessages();
  const act = useAct(useRefusal());
  const [askedKit, setAskedKit] = useState(false);
  const { kind } = room;
  return (
    <div className="print-actions">
      <CodeNote room={room} />
      {kind.formats.includes("pdf") && <OpenButton room={room} act={act} />}
      <SaveButtons room={room} act={act} />
      <Working busy={act.busy} />
      <Button loudness="quiet" size="small" icon={Package} onPress={() => setAskedKit(true)}>
        {t("print.kit")}
      </Button>
      {askedKit && <KitDialog room={room} onClose={() => setAskedKit(false)} />}
    </div>
  );
}

interface ActionProps {
  room: Room;
  act: Act;
}

function OpenButton({ room, act }: ActionProps) {
  const t = useMessages();
  const desk = useDesk();
  const { id, request, choice, form } = room;
  const open = async () => {
    // What was typed a moment ago belongs on the paper.
    const opened = await act.run(() =>
      form.flush().then(() => desk.OpenPrint(id, { ...request, copies: choice.copies })),
    );
    if (opened) say(t("print.opened"));
  };
  return (
    <Button loudness="send" icon={Printer} isDisabled={act.busy} onPress={() => void open()}>
      {t("print.open")}
    </Button>
  );
}

const saveKeys = {
  pdf: "print.savePdf",
  png: "print.savePng",
  svg: "print.saveSvg",
} as const satisfies Record<FileFormat, MessageKey>;

function SaveButtons({ room, act }: ActionProps) {
  const t = useMessages();
  const desk = useDesk();
  const { id, kind, request, choice, form, preview } = room;
  const [first = "pdf", ...rest] = kind.formats;
  // A picture holds one page.
  const others = (preview?.pages ?? 1) === 1 ? rest : [];
  const save = async (format: FileFormat) => {
    const saved = await act.run(() =>
      form.flush().then(() => desk.SavePrint(id, { ...request, copies: choice.copies }, format)),
    );
    if (saved && saved.file !== "") tell(saved);
  };
  const tell = ({ file, problems }: Saved) => {
    if (problems.length > 0) warn(t("print.problemsSaved", { count: problems.length, file }));
    else say(t("app.fileSaved", { file }));
  };
  return (
    <div className="print-save">
      <Button
        loudness={first === "pdf" ? "outline" : "send"}
        icon={Download}
        isDisabled={act.busy}
        onPress={() => void save(first)}
      >
        {t(saveKeys[first])}
      </Button>
      {others.length > 0 && (
        <MenuButton
          label={t("print.saveOther")}
          isDisabled={act.busy}
          items={others.map((id) => ({ id, label: t(saveKeys[id]) }))}
          onChoose={(format) => void save(format as FileFormat)}
        />
      )}
    </div>
  );
}
