import { useMessages } from "../../i18n/i18n";
import { TextField } from "../../ui/text-field";
import type { OwnPart } from "./own-words";

/** How somebody who speaks is looked after. */
export function OwnCare({ own, change }: OwnPart) {
  const t = useMessages();
  return (
    <>
      <TextField
        label={t("voices.own.person")}
        note={t("voices.own.personNote")}
        value={own.person}
        onChange={(person) => change({ person })}
      />
      <TextField label={t("voices.own.buddy")} value={own.buddy} onChange={(buddy) => change({ buddy })} />
      <TextField
        label={t("voices.own.stopWord")}
        value={own.stop_word}
        onChange={(word) => change({ stop_word: word })}
      />
      <TextField
        label={t("voices.own.callAfter")}
        value={own.call_after}
        onChange={(who) => change({ call_after: who })}
      />
    </>
  );
}
