import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Debrief } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { type Saver, useDebriefSaver } from "../../bridge/use-debrief";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SaveState } from "../../ui/save-state";
import { TextField } from "../../ui/text-field";
import { useRefusal } from "../../ui/toast";
import { FeedbackPrint } from "./feedback-print";

const asked = ["numbers", "worked", "missing", "speakers"] as const;

/** The crew's five questions; what is typed is saved by itself. */
export function FeedbackDebrief({ id, debrief }: { id: string; debrief: Debrief }) {
  const t = useMessages();
  const saver = useDebriefSaver(id);
  return (
    <Card title={t("said.debrief")}>
      <div className="stack">
        <p className="quiet">{t("said.debriefNote")}</p>
        {asked.map((key) => (
          <TextField
            key={key}
            label={t(`said.c.${key}`)}
            rows={3}
            maxLength={3000}
            isDisabled={debrief.locked}
            {...saver.field(key, debrief.answers[key] ?? "")}
          />
        ))}
        <Concern id={id} debrief={debrief} saver={saver} />
        <SaveState state={saver.state} />
        <FeedbackPrint id={id} langs={[]} kind="debrief" />
      </div>
    </Card>
  );
}

/** Care and safety: not shown before somebody asks for it, since others may look at the screen. */
function Concern({ id, debrief, saver }: { id: string; debrief: Debrief; saver: Saver }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [words, setWords] = useState<string>();
  const open = async () => {
    const written = await act.run(() => desk.OpenConcern(id));
    if (written !== undefined) setWords(written);
  };
  const { onChange, ...field } = saver.field("concern", words ?? "");
  if (words !== undefined)
    return (
      <TextField
        label={t("said.c.concern")}
        note={t("said.concernNote")}
        rows={3}
        maxLength={3000}
        autoFocus
        {...field}
        onChange={(next) => {
          setWords(next);
          onChange(next);
        }}
      />
    );
  return (
    <div className="concern">
      <p>
        <strong>{t("said.c.concern")}</strong>
      </p>
      <p className="quiet">
        {t(debrief.concern ? "said.concernIs" : "said.concernNone")} {t("said.concernNote")}
      </p>
      <Button isDisabled={act.busy || debrief.locked} onPress={() => void open()}>
        {t("said.concernOpen")}
      </Button>
    </div>
  );
}
