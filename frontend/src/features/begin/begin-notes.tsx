import type { BeginNote } from "../../bridge/start-types";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Notice } from "../../ui/notice";

/** What is to be known before an event is begun, and what can still be done. */
export function BeginNotes({ notes }: { notes: readonly BeginNote[] }) {
  const t = useMessages();
  const asks = notes.filter(({ kind }) => kind === "ask-now");
  const others = notes.filter(({ kind }) => kind !== "ask-now");
  if (notes.length === 0) return null;
  return (
    <div className="stack" role="status">
      {others.map((note) => (
        <Notice key={note.kind + note.duty}>{noteWords(t, note)}</Notice>
      ))}
      {asks.length > 0 && (
        <Notice>
          <p>{t("begin.note.ask-now")}</p>
          <ul className="begin-asks">
            {asks.map((note) => (
              <li key={note.duty}>{t("begin.askOf", { title: note.title, ask: note.ask })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function noteWords(t: Translate, note: BeginNote): string {
  const key = `begin.note.${note.kind}`;
  if (!isMessageKey(key)) return note.words; // of a newer kit
  const { days, weeks, title, ask } = note;
  return t(key, { days, weeks, title, ask, date: longDate(note.date) });
}
