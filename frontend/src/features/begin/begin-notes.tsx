import type { BeginNote } from "../../bridge/start-types";
import { beginWords } from "../../i18n/begin-words";
import { useMessages } from "../../i18n/i18n";
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
        <Notice key={note.kind + note.duty}>{beginWords(t, note)}</Notice>
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
