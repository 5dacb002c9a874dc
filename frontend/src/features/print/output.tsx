import { Download, FolderDown, Printer } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { Paper, PrintRequest, Saved } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { say, useRefusal, warn } from "../../ui/toast";
import type { Choice } from "./request";

interface OutputProps {
  id: string;
  request: PrintRequest;
  choice: Choice;
  onChange: (part: Partial<Choice>) => void;
  /** Saves what was typed a moment ago, so that it is on the paper. */
  before: () => Promise<void>;
}

/** On which paper, and out of the window. */
export function Output({ id, request, choice, onChange, before }: OutputProps) {
  const t = useMessages();
  return (
    <section className="stack" aria-labelledby="print-paper">
      <h2 id="print-paper">{t("print.paper")}</h2>
      {request.kind !== "signup" && (
        <ChipRadios
          label={t("print.paperSize")}
          quietLabel
          value={choice.paper}
          onChange={(paper) => onChange({ paper: paper as Paper })}
          choices={[
            { id: "a4", label: t("print.a4") },
            { id: "a3", label: t("print.a3") },
          ]}
        />
      )}
      {request.kind === "poster" && (
        <Checkbox isSelected={choice.saveInk} onChange={(saveInk) => onChange({ saveInk })}>
          <span>{t("print.saveInk")}</span>
          <span className="quiet print-note">{t("print.saveInkNote")}</span>
        </Checkbox>
      )}
      <OutputButtons id={id} request={request} before={before} />
    </section>
  );
}

function OutputButtons({
  id,
  request,
  before,
}: {
  id: string;
  request: PrintRequest;
  before: () => Promise<void>;
}) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const after = <T,>(call: () => Promise<T>) => act.run(() => before().then(call));
  const savePdf = async () => tell(await after(() => desk.SavePrint(id, request)));
  const tell = (saved: Saved | undefined) => {
    if (!saved || saved.file === "") return;
    const { file, problems } = saved;
    if (problems.length > 0) warn(t("print.problemsSaved", { count: problems.length, file }));
    else say(t("app.fileSaved", { file }));
  };
  const open = async () => {
    const opened = await after(() => desk.OpenPrint(id, request));
    if (opened) say(t("print.opened"));
  };
  const saveKit = async () => {
    const files = await after(() => desk.SaveKit(id));
    if (files && files.length > 0) say(t("print.kitSaved", { count: files.length }));
  };
  return (
    <div className="print-buttons">
      <Button loudness="send" icon={Printer} isDisabled={act.busy} onPress={() => void open()}>
        {t("print.open")}
      </Button>
      <Button icon={Download} isDisabled={act.busy} onPress={() => void savePdf()}>
        {t("print.savePdf")}
      </Button>
      <Button loudness="quiet" icon={FolderDown} isDisabled={act.busy} onPress={() => void saveKit()}>
        {t("print.kit")}
      </Button>
      <p className="quiet">{t("print.kitNote")}</p>
    </div>
  );
}
