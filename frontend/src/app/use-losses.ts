import { useEffect } from "react";
import { onLoss } from "../bridge/autosaver";
import { errorWords } from "../i18n/error-words";
import { useMessages } from "../i18n/i18n";
import { warn } from "../ui/toast";

/** Says what was typed and not saved, where its field is no longer there to say it. */
export function useLosses(): void {
  const t = useMessages();
  useEffect(() => onLoss((refusal) => warn(t("save.lost", { why: errorWords(t, refusal) }))), [t]);
}
