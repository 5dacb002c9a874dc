import { Pencil } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { PackingLine } from "../../bridge/packing-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { IconButton } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { SourceMark } from "../../ui/sources";
import { useRefusal } from "../../ui/toast";

interface PackingRowProps {
  id: string;
  line: PackingLine;
  /** Those of the list that the line is in. */
  sources: readonly string[];
  onEdit: () => void;
}

/** One line of the list, ticked where it stands. */
export function PackingRow({ id, line, sources, onEdit }: PackingRowProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const tick = (done: boolean) => void act.run(() => desk.SetPacked(id, line.id, done));
  return (
    <li className="packing" data-done={line.done || undefined}>
      <div className="packing-words">
        <Checkbox isSelected={line.done} isReadOnly={act.busy} onChange={tick}>
          <span className="packing-what" dir="auto">
            {line.what}
          </span>
          <SourceMark sources={sources} source={packingSource(t, line)} />
        </Checkbox>
        <PackingWords line={line} />
      </div>
      <IconButton icon={Pencil} label={t("packing.edit", { what: line.what })} onPress={onEdit} />
    </li>
  );
}

/** Where a line is from: a source, our default, or the group itself. */
export function packingSource(t: Translate, { basis }: PackingLine): string {
  return basis === "" ? t("sources.own") : basis;
}

/** What a line says beside its name. */
export function PackingWords({ line }: { line: PackingLine }) {
  const words = wordsOf(useMessages(), line);
  return words === "" ? null : <p className="quiet">{words}</p>;
}

function wordsOf(t: Translate, line: PackingLine): string {
  const facts = [
    line.amount !== "" && t("packing.amountIs", { amount: line.amount }),
    line.from !== "" && t("packing.fromIs", { from: line.from }),
    line.who !== "" && t("packing.whoIs", { who: line.who }),
    line.for_words !== "" && t("packing.forIs", { activities: line.for_words }),
  ].filter((words) => words !== false);
  return facts.join(" · ");
}
