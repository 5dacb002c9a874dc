import { useState } from "react";
import type { HandedOver } from "../../bridge/safety-types";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { ForNew, HandedToNew } from "./for-new";
import { ForOwn } from "./for-own";
import "./stick.css";

interface SaveToStickProps {
  id: string;
  title: string;
  onClose: () => void;
}

type Whose = "own" | "new";
const whoses: readonly Whose[] = ["own", "new"];

/** Saves one event in a locked file: for the laptops of the group, or for one that joins by it. */
export function SaveToStick({ id, title, onClose }: SaveToStickProps) {
  const t = useMessages();
  const [whose, setWhose] = useState<Whose>("own");
  const [handed, setHanded] = useState<HandedOver>();
  return (
    <Dialog
      title={t(handed ? "stick.newTitle" : "stick.saveTitle")}
      isOpen
      onClose={onClose}
      alert={handed !== undefined}
      wide={whose === "new"}
    >
      <p className="stick-event" dir="auto">
        {title}
      </p>
      {handed ? (
        <HandedToNew handed={handed} onClose={onClose} />
      ) : (
        <>
          <ChipRadios
            label={t("stick.whose")}
            value={whose}
            onChange={(chosen) => setWhose(chosen as Whose)}
            choices={whoses.map((one) => ({ id: one, label: t(`stick.whose.${one}`) }))}
          />
          {whose === "own" ? (
            <ForOwn id={id} onClose={onClose} />
          ) : (
            <ForNew id={id} onHanded={setHanded} onClose={onClose} />
          )}
        </>
      )}
    </Dialog>
  );
}
