import type { Letter } from "../../bridge/print-types";
import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { TextField } from "../../ui/text-field";
import { problemsAt } from "./problems";
import type { Room } from "./room";

/** The kit's invitation, or a letter of one's own; each language has its own, kept while the room is open. */
export function LetterWords({ room }: { room: Room }) {
  const t = useMessages();
  const { language, choice, change, view } = room;
  if (!language) return null;
  const { [language.tag]: own, ...others } = choice.letters;
  const put = (letter: Letter) => change({ letters: { ...others, [language.tag]: letter } });
  const toggle = (wanted: boolean) => {
    if (wanted) put(blankLetter(view, language.tag));
    else change({ letters: others });
  };
  return (
    <>
      <p className="quiet">{t("print.lettersWords")}</p>
      <Checkbox isSelected={own !== undefined} onChange={toggle} note={t("print.letter.ownNote")}>
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

/** A letter to begin with: what the event says of itself in that language. */
function blankLetter({ doc }: EventView, lang: string): Letter {
  return {
    letterhead: doc.group,
    address: "",
    date: "",
    greeting: nameMark,
    subject: doc.title[lang] ?? "",
    paras: [doc.texts.about[lang] ?? ""],
    signoff: "",
    signer: doc.group,
  };
}
