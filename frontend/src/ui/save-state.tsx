import { Check, CircleAlert, PencilLine } from "lucide-react";
import { useMessages } from "../i18n/i18n";
import "./save-state.css";

type State = "idle" | "waiting" | "saving" | "saved" | "refused";

const icons = { idle: Check, waiting: PencilLine, saving: PencilLine, saved: Check, refused: CircleAlert };

/** Says whether what was typed is stored. */
export function SaveState({ state }: { state: State }) {
  const t = useMessages();
  const Icon = icons[state];
  return (
    <p className="save-state" data-state={state} role="status">
      <Icon className="icon" aria-hidden />
      <span>{t(`save.${state}`)}</span>
    </p>
  );
}
