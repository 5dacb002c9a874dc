import { useDesk } from "../../bridge/bridge";
import type { Letter } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { TextField } from "../../ui/text-field";
import { useRefusal } from "../../ui/toast";
import { problemsAt } from "./problems";
import type { Room } from "./room";

/** The kit's invitation, or a letter of one's own; each language has its own, kept while the room is open. */
export function LetterWords({ room }: { room: Room }) {
  const t = useMessages();
  const { id, language, choice, change } = room;
  const desk = useDesk();
  const act = useAct(useRefusal());
  if (!language) return null;
  const { [language.tag]: own, ...others } = choice.letters;
  const put = (letter: Letter) => change({ letters: { ...others, [language.tag]: letter } });
  const begin = async () => {
    const draft = await act.run(() => desk.LetterDraft(id, language.tag));
    if (draft) put(draft);
  };
  return (
    <>
      <p className="quiet">{t("print.lettersWords")}</p>
      <Checkbox
        isSelected={own !== undefined}
        onChange={(wanted) => (wanted ? void begin() : change({ letters: others }))}
        note={t("print.letter.ownNote")}
      >
        {t("print.letter.own")}
      </Checkbox>
      {own && (
        <LetterFields
          letter={own}
          put={put}
          lang={language.tag}
          problem={problemsAt(room, "letter", language.tag)}
        />
      )}
    </>
  );
}

interface LetterFieldsProps {
  letter: Letter;
  put: (letter: Letter) => void;
  lang: string;
  problem: string | undefined;
}

function LetterFields({ letter, put, lang, problem }: LetterFieldsProps) {
  const t = useMessages();
  const field = (part: Exclude<keyof Letter, "paras">) => ({
    label: t(`print.letter.${part}`),
    lang,
    value: letter[part],
    onChange: (words: string) => put({ ...letter, [part]: words }),
  });
  return (
    <>
      <TextField {...field("letterhead")} />
      <TextField {...field("address")} rows={2} />
      <TextField {...field("date")} />
      <TextField {...field("greeting")} note={t("print.letter.greetingNote", { mark: nameMark })} />
      <TextField {...field("subject")} />
      <TextField
        label={t("print.letter.paras")}
        note={t("print.letter.parasNote")}
        warning={problem}
        rows={8}
        lang={lang}
        value={letter.paras.join("\n\n")}
        onChange={(words) => put({ ...letter, paras: words.split("\n\n") })}
      />
      <TextField {...field("signoff")} />
      <TextField {...field("signer")} />
    </>
  );
}

/** Stands for each person's name in the greeting. */
const nameMark = "{name}";
