import { FileDown, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { plainRequest } from "../../bridge/print-types";
import { useRisks } from "../../bridge/queries";
import type { RiskItem } from "../../bridge/risk-types";
import { useAct } from "../../bridge/use-act";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Button, IconButton } from "../../ui/button";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { SourceList, SourceMark, sourcesOf } from "../../ui/sources";
import { useNotes, useRefusal } from "../../ui/toast";
import { RiskDialog } from "./risk-dialog";
import { LevelMark } from "./risk-level";
import { RiskOffers } from "./risk-offers";
import { RiskWords } from "./risk-words";
import { Waiting } from "./waiting";
import "./risks.css";

/** What could go wrong, in the order to see to it, and what is offered. */
export function Risks({ id }: { id: string }) {
  const t = useMessages();
  const { data: sheet, error } = useRisks(id);
  const [open, setOpen] = useState<string>();
  if (!sheet) return <Waiting error={error} />;
  const { risks, offers } = sheet;
  const risk = risks.find((one) => one.id === open);
  const sources = sourcesOf(risks.map((one) => riskSource(t, one)));
  const done = risks.filter((one) => one.done).length;
  const note = risks.length > 0 ? t("risks.doneOf", { done, all: risks.length }) : "";
  return (
    <div className="stack">
      <Card title={t("risks.title")} note={note}>
        {risks.length === 0 ? (
          <p className="quiet">{t("risks.none")}</p>
        ) : (
          <ul>
            {risks.map((one) => (
              <RiskRow key={one.id} id={id} risk={one} sources={sources} onEdit={() => setOpen(one.id)} />
            ))}
          </ul>
        )}
        <SourceList sources={sources} />
        <RiskActions id={id} onAdd={() => setOpen("new")} />
      </Card>
      {offers.length > 0 && <RiskOffers id={id} offers={offers} />}
      {(risk || open === "new") && <RiskDialog id={id} risk={risk} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function RiskActions({ id, onAdd }: { id: string; onAdd: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const print = async () => {
    const saved = await act.run(() => desk.SavePrint(id, plainRequest("risks"), "pdf"));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <div className="risk-actions">
      <Button icon={Plus} onPress={onAdd}>
        {t("risks.add")}
      </Button>
      <Button loudness="quiet" icon={FileDown} isDisabled={act.busy} onPress={() => void print()}>
        {t("risks.print")}
      </Button>
    </div>
  );
}

/** Where a risk on the sheet is from: a source, our default, or the group itself. */
function riskSource(t: Translate, { basis }: RiskItem): string {
  return basis === "" ? t("sources.own") : basis;
}

interface RiskRowProps {
  id: string;
  risk: RiskItem;
  /** Those of the whole sheet. */
  sources: readonly string[];
  onEdit: () => void;
}

function RiskRow({ id, risk, sources, onEdit }: RiskRowProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const tick = (done: boolean) => void act.run(() => desk.SetRiskDone(id, risk.id, done));
  return (
    <li className="risk" data-done={risk.done || undefined}>
      <LevelMark level={risk.level} />
      <div className="risk-words">
        <Checkbox isSelected={risk.done} isReadOnly={act.busy} onChange={tick}>
          <span className="risk-what" dir="auto">
            {risk.what}
          </span>
          <SourceMark sources={sources} source={riskSource(t, risk)} />
        </Checkbox>
        <RiskWords risk={risk} />
        <p className="quiet">
          {risk.owner === "" ? t("risks.noOwner") : t("risks.ownerIs", { owner: risk.owner })}
        </p>
        {risk.since !== undefined && risk.since !== "" && (
          <p className="quiet">{t("risks.since", { date: longDate(risk.since) })}</p>
        )}
      </div>
      <IconButton icon={Pencil} label={t("risks.edit", { what: risk.what })} onPress={onEdit} />
    </li>
  );
}
