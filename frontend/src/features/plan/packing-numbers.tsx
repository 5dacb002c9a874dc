import { useDesk } from "../../bridge/bridge";
import type { PackingLine } from "../../bridge/packing-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { say, useNotes } from "../../ui/toast";

/** How many of each the event asks for now that other people are expected; nothing changes by itself. */
export function PackingNumbers({ id, lines }: { id: string; lines: readonly PackingLine[] }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const settle = async (keep: boolean, line?: PackingLine) => {
    const list = await act.run(() => desk.RescalePacking(id, line ? [line.id] : [], keep));
    if (list) say(t(keep ? "packing.numbersKept" : "packing.numbersTaken"), undoing);
  };
  const buttons = (line?: PackingLine) => (
    <div className="packing-number-buttons">
      <Button
        size={line ? "small" : "usual"}
        isDisabled={act.busy}
        {...(line && { "aria-label": t("packing.numbersTakeOf", { what: line.what }) })}
        onPress={() => void settle(false, line)}
      >
        {t(line ? "packing.numbersTakeOne" : "packing.numbersTake")}
      </Button>
      <Button
        size={line ? "small" : "usual"}
        loudness="quiet"
        isDisabled={act.busy}
        {...(line && { "aria-label": t("packing.numbersKeepOf", { what: line.what }) })}
        onPress={() => void settle(true, line)}
      >
        {t(line ? "packing.numbersKeepOne" : "packing.numbersKeep")}
      </Button>
    </div>
  );
  return (
    <Card title={t("packing.numbers")} note={t("packing.numbersCount", { count: lines.length })}>
      <p className="quiet">{t("packing.numbersNote")}</p>
      {lines.length > 1 && buttons()}
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="packing">
            <div className="packing-words">
              <p className="packing-what" dir="auto">
                {line.what}
              </p>
              <p>{t("packing.numbersOf", { was: line.amount, now: line.now })}</p>
            </div>
            {buttons(line)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
