import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { plainRequest } from "../../bridge/print-types";
import type { Voice } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { MenuButton } from "../../ui/menu-button";
import { say, useRefusal } from "../../ui/toast";
import { ForgetDialog } from "./forget-dialog";
import { OwnVoiceDialog } from "./own-voice-dialog";
import { WithdrawDialog } from "./withdraw-dialog";

/** What is done with a local voice: its record, its form, and taking it back. */
export function OwnMenu({ id, voice }: { id: string; voice: Voice }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [open, setOpen] = useState<"edit" | "withdraw" | "forget">();
  const credit = voice.credit === "" ? t("voices.noName") : voice.credit;
  const gone = voice.consent === "withdrawn";
  const print = async () => {
    const request = { ...plainRequest("consent"), lang: voice.lang, voice: voice.id };
    const saved = await act.run(() => desk.SavePrint(id, request, "pdf"));
    if (saved && saved.file !== "") say(t("voices.own.printed", { file: saved.file }));
  };
  const form = async () => {
    const own = await act.run(() => desk.PickVoiceForm(id, voice.id));
    if (own?.has_form) say(t("voices.own.formKept"));
  };
  const saveForm = async () => {
    const saved = await act.run(() => desk.SaveVoiceForm(voice.id));
    if (saved && saved.file !== "") say(t("voices.own.printed", { file: saved.file }));
  };
  const doing: Record<string, () => void> = {
    edit: () => setOpen("edit"),
    print: () => void print(),
    form: () => void form(),
    saveForm: () => void saveForm(),
    withdraw: () => setOpen("withdraw"),
    forget: () => setOpen("forget"),
  };
  const items = gone
    ? [{ id: "forget", label: t("voices.forget") }]
    : [
        { id: "edit", label: t("voices.own.edit") },
        { id: "print", label: t("voices.own.print") },
        { id: "form", label: t("voices.own.form") },
        { id: "saveForm", label: t("voices.own.formSave") },
        { id: "withdraw", label: t("voices.own.withdraw") },
      ];
  return (
    <>
      <MenuButton
        label={t("voices.own.more", { credit })}
        items={items}
        isDisabled={act.busy}
        onChoose={(what) => doing[what]?.()}
      />
      {open === "edit" && <OwnVoiceDialog id={id} voice={voice.id} onClose={() => setOpen(undefined)} />}
      {open === "forget" && <ForgetDialog id={id} voice={voice.id} onClose={() => setOpen(undefined)} />}
      {open === "withdraw" && (
        <WithdrawDialog id={id} voice={voice.id} credit={credit} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
