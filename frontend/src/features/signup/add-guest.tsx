import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { LanguageTag } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { NumberField } from "../../ui/number-field";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";

interface AddGuestProps {
  id: string;
  languages: readonly LanguageTag[];
  onClose: () => void;
}

/** Puts one name on the list. */
export function AddGuest({ id, languages, onClose }: AddGuestProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [name, setName] = useState("");
  const [lang, setLang] = useState("");
  const [party, setParty] = useState(1);
  const add = async () => {
    const guest = await act.run(() => desk.AddGuest(id, name.trim(), lang, party));
    if (!guest) return;
    onClose();
    say(t("signup.added", { name: guest.name }));
  };
  return (
    <Dialog title={t("signup.addDialog")} isOpen onClose={onClose}>
      <Form onSubmit={() => void add()}>
        <TextField label={t("signup.name")} value={name} onChange={setName} autoFocus isRequired />
        <NumberField label={t("signup.people")} value={party} onChange={setParty} min={1} max={99} />
        <Select
          label={t("signup.lang")}
          placeholder={t("signup.langNone")}
          value={lang}
          onChange={setLang}
          choices={languages.map((language) => ({ id: language.tag, label: language.name }))}
        />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("signup.addYes")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
