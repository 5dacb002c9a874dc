import { useMessages } from "../i18n/i18n";
import { isMessageKey } from "../i18n/messages";
import { Progress } from "./progress";

interface UnderwayProps {
  /** What it is that takes its time. */
  label: string;
  /** How far it is; nothing is shown while that is not known. */
  progress: { step: string; done: number; all: number } | undefined;
}

/** How far something is that was brought in or put back, and what is happening now. */
export function Underway({ label, progress }: UnderwayProps) {
  const t = useMessages();
  if (!progress) return null;
  const key = `progress.${progress.step}`;
  return (
    <Progress
      label={label}
      note={t(isMessageKey(key) ? key : "progress.other")}
      done={progress.done}
      all={progress.all}
    />
  );
}
