import { Eye, FileDown } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { DoorAdvice, DoorPlan } from "../../bridge/door-types";
import { plainRequest } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { useDoorPlan } from "../../bridge/use-door";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { Notice } from "../../ui/notice";
import { SourceList, SourceMark, sourcesOf } from "../../ui/sources";
import { useNotes, useRefusal } from "../../ui/toast";
import { DoorCare } from "./door-care";
import { DoorPosts } from "./door-posts";
import { DoorQuiet } from "./door-quiet";
import { DoorSteps } from "./door-steps";
import { Waiting } from "./waiting";
import "./door.css";

/** What is planned so that nobody comes to harm: what the kit does, the door plan, and whom to turn to. */
export function Door({ id }: { id: string }) {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  const { data: plan, error } = useDoorPlan(id, open);
  if (!plan) return <Waiting error={error} />;
  return (
    <div className="stack">
      {plan.locked && <Notice>{t("door.locked")}</Notice>}
      <DoorQuiet id={id} plan={plan} />
      <Advice id={id} plan={plan} />
      <DoorPosts id={id} plan={plan} />
      <DoorSteps id={id} plan={plan} />
      <DoorCare id={id} plan={plan} open={open}>
        {!open && !plan.locked && (
          <Button loudness="quiet" icon={Eye} onPress={() => setOpen(true)}>
            {t("door.open")}
          </Button>
        )}
      </DoorCare>
      <DoorPrint id={id} locked={plan.locked} />
    </div>
  );
}

/** What guides advise; the words are those of the kit, each with its source. */
function Advice({ id, plan }: { id: string; plan: DoorPlan }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const sources = sourcesOf(plan.advice.map(({ basis }) => basis));
  const done = plan.advice.filter((one) => one.done).length;
  return (
    <Card title={t("door.advice")} note={t("door.adviceDone", { done, all: plan.advice.length })}>
      <ul>
        {plan.advice.map((one) => (
          <li key={one.id} className="door-line">
            <Checkbox
              isSelected={one.done}
              isReadOnly={act.busy}
              onChange={(now) => void act.run(() => desk.SetAdvice(id, one.id, now))}
            >
              {adviceWords(t, one)}
              <SourceMark sources={sources} source={one.basis} />
            </Checkbox>
          </li>
        ))}
      </ul>
      <SourceList sources={sources} />
    </Card>
  );
}

/** Advice that a newer kit gives is said in its own words. */
function adviceWords(t: Translate, { id, text }: DoorAdvice): string {
  const key = `door.advice.${id}`;
  return isMessageKey(key) ? t(key) : text;
}

/** The sheet for the crew, with names or without. */
function DoorPrint({ id, locked }: { id: string; locked: boolean }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const [named, setNamed] = useState(false);
  const print = async () => {
    const request = { ...plainRequest("door-plan"), named };
    const saved = await act.run(() => desk.SavePrint(id, request, "pdf"));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <Card title={t("door.sheet")}>
      <p className="quiet">{t("door.sheetNote")}</p>
      <Checkbox isSelected={named} isDisabled={locked} onChange={setNamed} note={t("door.namedNote")}>
        {t("door.named")}
      </Checkbox>
      <div className="door-actions">
        <Button icon={FileDown} isDisabled={act.busy} onPress={() => void print()}>
          {t("door.print")}
        </Button>
      </div>
    </Card>
  );
}
