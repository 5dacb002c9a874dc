import { useDesk } from "../../bridge/bridge";
import type { Conflict } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";
import { fieldName, valueWords } from "./words";
import "./met.css";

interface MetDialogProps {
  id: string;
  conflicts: readonly Conflict[];
  onClose: () => void;
}

/** Every change that met another: both values, and which of them stays. */
export function MetDialog({ id, conflicts, onClose }: MetDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const settle = (conflict: Conflict, keep: "now" | "lost") => {
    const { entity, id: thing, field, lost } = conflict;
    const call = () => desk.Settle(id, entity, thing, field, keep, JSON.stringify(lost)).then(() => true);
    void act.run(call).then((done) => done && notes.say(t("met.settled"), undoing));
  };
  return (
    <Dialog title={t("met.title")} isOpen onClose={onClose} wide>
      <p className="quiet">{t("met.words")}</p>
      {conflicts.length === 0 && <Notice>{t("met.none")}</Notice>}
      <ul className="met">
        {conflicts.map((conflict) => (
          <MetItem
            key={`${conflict.entity} ${conflict.id} ${conflict.field} ${conflict.at}`}
            conflict={conflict}
            busy={act.busy}
            onSettle={(keep) => settle(conflict, keep)}
          />
        ))}
      </ul>
      <DialogActions>
        <Button onPress={onClose}>{t("app.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}

interface MetItemProps {
  conflict: Conflict;
  busy: boolean;
  onSettle: (keep: "now" | "lost") => void;
}

function MetItem({ conflict, busy, onSettle }: MetItemProps) {
  const t = useMessages();
  const what = fieldName(t, conflict);
  const now = valueWords(t, conflict.now, conflict.now_words);
  const lost = valueWords(t, conflict.lost, conflict.lost_words);
  return (
    <li className="met-item">
      <h3>
        {what}
        {conflict.name !== "" && (
          <>
            {" · "}
            <bdi>{conflict.name}</bdi>
          </>
        )}
      </h3>
      <div className="met-values">
        <div className="met-value">
          <p className="quiet">{t("met.now")}</p>
          <p dir="auto">{now}</p>
          <Button size="small" isDisabled={busy} onPress={() => onSettle("now")}>
            {t("met.keepNow")} <span className="hidden-text">{t("met.of", { what, value: now })}</span>
          </Button>
        </div>
        <div className="met-value">
          <p className="quiet">{t("met.lost", { when: instantWords(conflict.at) })}</p>
          <p dir="auto">{lost}</p>
          <Button size="small" isDisabled={busy} onPress={() => onSettle("lost")}>
            {t("met.keepLost")} <span className="hidden-text">{t("met.of", { what, value: lost })}</span>
          </Button>
        </div>
      </div>
    </li>
  );
}
