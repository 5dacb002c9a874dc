import { useDesk } from "../../bridge/bridge";
import type { Letter } from "../../bridge/print-types";
import { useEvent } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { FieldGroup } from "../../ui/field-group";
import { TextField } from "../../ui/text-field";
import { useRefusal } from "../../ui/toast";

interface ThanksLetterProps {
  id: string;
  whom: "crew" | "voices";
  /** Undefined for the kit's draft. */
  letter: Letter | undefined;
  put: (letter: Letter | undefined) => void;
}

/** The kit's draft, or a letter of one's own that begins with it. */
export function ThanksLetter({ id, whom, letter, put }: ThanksLetterProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const { data: view } = useEvent(id);
  const lang = view?.languages[0]?.tag ?? "en";
  const begin = async () => {
    const draft = await act.run(() => desk.ThanksDraft(id, lang, whom));
    if (draft) put(draft);
  };
  return (
    <>
      <Checkbox
        isSelected={letter !== undefined}
        onChange={(wanted) => (wanted ? void begin() : put(undefined))}
        note={t("thanks.ownNote")}
      >
        {t("thanks.own")}
      </Checkbox>
      {letter && <Words letter={letter} put={put} lang={lang} />}
    </>
  );
}

function Words({ letter, put, lang }: { letter: Letter; put: (letter: Letter) => void; lang: string }) {
  const t = useMessages();
  const field = (part: "greeting" | "subject" | "signoff" | "signer") => ({
    label: t(`thanks.${part}`),
    lang,
    value: letter[part],
    onChange: (words: string) => put({ ...letter, [part]: words }),
  });
  return (
    <FieldGroup label={t("thanks.own")} className="photo-fields">
      <TextField {...field("greeting")} note={t("thanks.greetingNote", { mark: nameMark })} />
      <TextField {...field("subject")} />
      <TextField
        label={t("thanks.paras")}
        note={t("thanks.parasNote")}
        rows={7}
        lang={lang}
        value={letter.paras.join("\n\n")}
        onChange={(words) => put({ ...letter, paras: words.split("\n\n") })}
      />
      <TextField {...field("signoff")} />
      <TextField {...field("signer")} />
    </FieldGroup>
  );
}

/** Stands for each person's name in the greeting. */
const nameMark = "{name}";
