import { Plus } from "lucide-react";
import type { Packing, PackingLine, ThingKind } from "../../bridge/packing-types";
import { useMessages } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SourceList, sourcesOf } from "../../ui/sources";
import { PackingDuties } from "./packing-duties";
import { PackingRow, packingSource } from "./packing-row";

interface PackingPartProps {
  id: string;
  list: Packing;
  kind: ThingKind;
  words: { title: MessageKey; note: MessageKey; add: MessageKey };
  onEdit: (line: PackingLine) => void;
  onAdd: () => void;
}

/** All that is of one kind: its lines, and for permissions the tasks of law too. */
export function PackingPart({ id, list, kind, words, onEdit, onAdd }: PackingPartProps) {
  const t = useMessages();
  const lines = list.lines.filter((one) => one.kind === kind);
  const duties = kind === "permission" ? list.duties : [];
  const all = [...lines, ...duties];
  const done = all.filter((one) => one.done).length;
  const sources = sourcesOf([
    ...duties.map(({ basis }) => basis),
    ...lines.map((line) => packingSource(t, line)),
  ]);
  return (
    <Card
      title={t(words.title)}
      note={all.length > 0 ? t("plan.doneOf", { done, all: all.length }) : undefined}
    >
      <p className="quiet">{t(words.note)}</p>
      {all.length === 0 && <p className="quiet">{t("packing.none")}</p>}
      <ul>
        <PackingDuties id={id} duties={duties} sources={sources} />
        {lines.map((line) => (
          <PackingRow key={line.id} id={id} line={line} sources={sources} onEdit={() => onEdit(line)} />
        ))}
      </ul>
      <SourceList sources={sources} />
      <div>
        <Button icon={Plus} onPress={onAdd}>
          {t(words.add)}
        </Button>
      </div>
    </Card>
  );
}
