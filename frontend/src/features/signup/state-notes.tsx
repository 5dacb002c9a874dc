import type { LanguageTag, Text } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { TextField } from "../../ui/text-field";

interface StateNotesProps {
  languages: readonly LanguageTag[];
  note: Text;
  onChange: (note: Text) => void;
}

/** What the organisers add to the state, in each language of the event. */
export function StateNotes({ languages, note, onChange }: StateNotesProps) {
  const t = useMessages();
  const put = (tag: string, words: string) => {
    const { [tag]: _, ...others } = note;
    onChange(words === "" ? others : { ...others, [tag]: words });
  };
  return (
    <div className="stack">
      {languages.map(({ tag, name }) => (
        <TextField
          key={tag}
          label={t("online.note", { language: name })}
          value={note[tag] ?? ""}
          onChange={(words) => put(tag, words)}
          lang={tag}
          maxLength={500}
          rows={2}
        />
      ))}
    </div>
  );
}
