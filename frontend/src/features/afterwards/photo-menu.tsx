import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Photograph, PhotoUse } from "../../bridge/photograph-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { MenuButton } from "../../ui/menu-button";
import { useNotes } from "../../ui/toast";
import { PhotoWithdraw } from "./photo-withdraw";
import { allowedUses, wordsOfUse } from "./photo-words";

/** The rarer things to do with a photograph. Only uses that were agreed to are offered. */
export function PhotoMenu({ id, photo, name }: { id: string; photo: Photograph; name: string }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const [open, setOpen] = useState(false);
  const save = async (use: PhotoUse) => {
    const saved = await act.run(() => desk.SavePhotograph(id, photo.id, use));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  const drop = async () => {
    if (await act.run(() => desk.DropPhotograph(id, photo.id))) notes.say(t("photos.dropped"), undoing);
  };
  const uses = allowedUses(photo);
  const isStopped = photo.consent.withdrawn !== "";
  const items = [
    ...uses.map((use) => ({ id: `save.${use}`, label: t("photos.saveFor", { use: wordsOfUse(t, use) }) })),
    { id: "withdraw", label: isStopped ? t("photos.takeDown") : t("photos.withdraw") },
    ...(isStopped ? [] : [{ id: "drop", label: t("photos.drop") }]),
  ];
  const choose = (what: string) => {
    const use = uses.find((one) => what === `save.${one}`);
    if (use) void save(use);
    else if (what === "drop") void drop();
    else setOpen(true);
  };
  return (
    <>
      <MenuButton
        label={t("photos.more", { photo: name })}
        items={items}
        isDisabled={act.busy}
        onChoose={choose}
      />
      {open && <PhotoWithdraw id={id} photo={photo} onClose={() => setOpen(false)} />}
    </>
  );
}
