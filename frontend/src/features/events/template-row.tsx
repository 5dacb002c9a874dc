import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { TemplateCard } from "../../bridge/copy-types";
import { useAct } from "../../bridge/use-act";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { nextMigrantsDay } from "../../lib/next-day";
import { Button } from "../../ui/button";
import { MenuButton } from "../../ui/menu-button";
import { useNotes } from "../../ui/toast";
import { CopyDialog } from "./copy-dialog";
import { TemplateDialog } from "./template-dialog";

/** A template with what can be done with it. */
export function TemplateRow({ template }: { template: TemplateCard }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const [doing, setDoing] = useState("");
  const { id, name, from } = template;
  const drop = async () => {
    const isGone = await act.run(async () => {
      await desk.DropTemplate(id);
      return true;
    });
    if (!isGone) return;
    const back = { label: t("app.undo"), run: () => void act.run(() => desk.RestoreTemplate(id)) };
    notes.say(t("copy.dropped"), back);
  };
  const file = async () => {
    const saved = await act.run(() => desk.SaveTemplateFile(id));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  const choose = (what: string) => {
    if (what === "drop") void drop();
    else if (what === "export") void file();
    else setDoing(what);
  };
  return (
    <li className="template">
      <div>
        <strong id={`${id}-name`} dir="auto">
          {name}
        </strong>
        <p className="quiet">{t("copy.of", { date: longDate(from) })}</p>
      </div>
      <Button id={`${id}-use`} aria-labelledby={`${id}-use ${id}-name`} onPress={() => setDoing("use")}>
        {t("copy.use")}
      </Button>
      <MenuButton
        quiet
        label={t("copy.templateMenu", { name })}
        items={[
          { id: "rename", label: t("copy.rename") },
          { id: "export", label: t("copy.export") },
          { id: "drop", label: t("copy.drop") },
        ]}
        onChoose={choose}
      />
      {doing === "use" && (
        <CopyDialog
          title={t("copy.useOf", { name })}
          was={name}
          date={nextMigrantsDay(new Date())}
          copy={(choice) => desk.NewFromTemplate(id, { ...choice, title: choice.title || name })}
          onClose={() => setDoing("")}
        />
      )}
      {doing === "rename" && (
        <TemplateDialog
          title={t("copy.rename")}
          name={name}
          save={(now) => desk.RenameTemplate(id, now)}
          onClose={() => setDoing("")}
        />
      )}
    </li>
  );
}
