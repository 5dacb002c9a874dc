import { useMessages } from "../../i18n/i18n";
import { SaveState } from "../../ui/save-state";
import { TextField } from "../../ui/text-field";
import { type Home, problemsAt } from "./problems";
import type { Room } from "./room";

/** The event's own words, in the language on show. */
export function PosterWords({ room }: { room: Room }) {
  const t = useMessages();
  const { form, language, main } = room;
  if (!language || !main) return null;
  const words = (path: Home) => {
    const field = form.words(`${path}.${language.tag}`);
    const problem = problemsAt(room, path, language.tag);
    // Words that are not there yet are no fault: the page borrows them, and says from where.
    const borrowed = field.value === "" && language.tag !== main.tag;
    return {
      ...field,
      lang: language.tag,
      ...(borrowed && { placeholder: form.words(`${path}.${main.tag}`).value, note: problem }),
      ...(!borrowed && { warning: problem }),
    };
  };
  return (
    <>
      <TextField label={t("details.headline")} {...words("texts.headline")} />
      <TextField label={t("details.titleIn")} {...words("title")} />
      <TextField label={t("details.about")} rows={3} {...words("texts.about")} />
      <TextField label={t("details.accessLine")} rows={2} {...words("texts.access")} />
      <SaveState state={form.drafts.state} />
    </>
  );
}
