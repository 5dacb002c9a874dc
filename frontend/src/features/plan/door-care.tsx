import { KeyRound, Pencil, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Carer, DoorPlan } from "../../bridge/door-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Button, IconButton } from "../../ui/button";
import { Card } from "../../ui/card";
import { useRefusal } from "../../ui/toast";
import { CarerDialog } from "./door-carer-dialog";
import { SecretsDialog } from "./door-secrets-dialog";

interface DoorCareProps {
  id: string;
  plan: DoorPlan;
  /** What is sealed is shown. */
  open: boolean;
  /** The way to see it. */
  children: ReactNode;
}

/** Whom to turn to, the code word and the police: all of it sealed. */
export function DoorCare({ id, plan, open, children }: DoorCareProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [carer, setCarer] = useState<Carer | "new">();
  const [secrets, setSecrets] = useState<DoorPlan>();
  // What is sealed is fetched when a form needs it: it would else be written over.
  const edit = async (then: (opened: DoorPlan) => void) => {
    const opened = await act.run(() => desk.OpenDoorPlan(id));
    if (opened) then(opened);
  };
  return (
    <Card title={t("door.care")}>
      <p className="quiet">{t("door.careNote", { basis: plan.care_basis })}</p>
      <ul>
        {plan.carers.map((one) => (
          <li key={one.id} className="door-line">
            <div className="door-words">
              <strong>{forWords(t, one.for)}</strong>
              <span dir="auto">{one.name}</span>
              {one.phone !== "" && <span dir="auto">{one.phone}</span>}
            </div>
            <IconButton
              icon={Pencil}
              label={t("door.editCarer", { name: one.name })}
              onPress={() =>
                void edit((opened) => setCarer(opened.carers.find((other) => other.id === one.id)))
              }
            />
          </li>
        ))}
      </ul>
      <dl className="door-secrets">
        <dt>{t("door.codeWord")}</dt>
        <dd dir="auto">{sealedWords(t, plan.code_word, plan.has_code_word)}</dd>
        <dt>{t("door.police")}</dt>
        <dd dir="auto">{sealedWords(t, plan.police, plan.has_police)}</dd>
      </dl>
      {!open && <p className="quiet">{t("door.sealed")}</p>}
      <div className="door-actions">
        <Button icon={Plus} isDisabled={plan.locked} onPress={() => setCarer("new")}>
          {t("door.addCarer")}
        </Button>
        <Button
          icon={KeyRound}
          isDisabled={plan.locked || act.busy}
          onPress={() => void edit((opened) => setSecrets(opened))}
        >
          {t("door.editSecrets")}
        </Button>
        {children}
      </div>
      {carer && <CarerDialog id={id} carer={carer} onClose={() => setCarer(undefined)} />}
      {secrets && <SecretsDialog id={id} plan={secrets} onClose={() => setSecrets(undefined)} />}
    </Card>
  );
}

/** For whom somebody is there. */
export function forWords(t: Translate, who: string): string {
  const key = `door.for.${who}`;
  return isMessageKey(key) ? t(key) : who;
}

function sealedWords(t: Translate, words: string, has: boolean): string {
  if (words !== "") return words;
  return t(has ? "door.hidden" : "door.notSaid");
}
