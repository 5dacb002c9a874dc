import { type ReactNode, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useMessages } from "../../i18n/i18n";
import { yearAfter } from "../../lib/next-day";
import { CopyDialog } from "./copy-dialog";
import { TemplateDialog } from "./template-dialog";

interface Copies {
  /** The lines of a menu. */
  items: { id: string; label: string }[];
  /** Does what a line says; false where the line is none of these. */
  choose: (item: string) => boolean;
  dialog: ReactNode;
}

/** The ways to begin others as an event was: a copy of it, and a template. */
export function useCopies({ id, title, date }: { id: string; title: string; date: string }): Copies {
  const t = useMessages();
  const desk = useDesk();
  const [doing, setDoing] = useState("");
  const items = [
    { id: "copy", label: t("copy.copy") },
    { id: "template", label: t("copy.template") },
  ];
  const close = () => setDoing("");
  return {
    items,
    choose: (item) => {
      const isOurs = items.some((one) => one.id === item);
      if (isOurs) setDoing(item);
      return isOurs;
    },
    dialog: (
      <>
        {doing === "copy" && (
          <CopyDialog
            title={t("copy.title", { title })}
            was={title}
            date={yearAfter(date)}
            copy={(choice) => desk.CopyEvent(id, choice)}
            onClose={close}
          />
        )}
        {doing === "template" && (
          <TemplateDialog
            title={t("copy.templateTitle", { title })}
            note={t("copy.templateNote")}
            name={title}
            save={(name) => desk.SaveTemplate(id, name)}
            onClose={close}
          />
        )}
      </>
    ),
  };
}
