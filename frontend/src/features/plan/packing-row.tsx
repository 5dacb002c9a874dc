import { Pencil } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { PackingLine } from "../../bridge/packing-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { IconButton } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { useRefusal } from "../../ui/toast";

/** One line of the list, ticked where it stands. */
export function PackingRow({ id, line, onEdit }: { id: string; line: PackingLine; onEdit: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const tick = (done: boolean) => void act.run(() => desk.SetPacked(id, line.id, done));
  return (
    <li className="packing" data-done={line.done || undefined}>
      <div className="packing-words">
        <Checkbox isSelected={line.done} isDisabled={act.busy} onChange={tick}>
          <span className="packing-what" dir="auto">
            {line.what}
          </span>
        </Checkbox>
        <PackingWords line={line} />
      </div>
      <IconButton icon={Pencil} label={t("packing.edit", { what: line.what })} onPress={onEdit} />
    </li>
  );
}

/** What a line says beside its name, each on a line of its own. */
export function PackingWords({ line }: { line: PackingLine }) {
  const t = useMessages();
  return wordsOf(t, line).map((words) => (
    <p key={words} className="quiet">
      {words}
    </p>
  ));
}

function wordsOf(t: Translate, line: PackingLine): string[] {
  const facts = [
    line.amount !== "" && t("packing.amountIs", { amount: line.amount }),
    line.from !== "" && t("packing.fromIs", { from: line.from }),
    line.who !== "" && t("packing.whoIs", { who: line.who }),
    line.for_words !== "" && t("packing.forIs", { activities: line.for_words }),
  ].filter((words) => words !== false);
  const source = line.basis === "" ? t("packing.ours") : t("begin.basis", { basis: line.basis });
  return [...(facts.length > 0 ? [facts.join(" · ")] : []), source];
}
