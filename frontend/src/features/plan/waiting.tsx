import { bridgeError } from "../../bridge/bridge-error";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Loading, Notice } from "../../ui/notice";

/** Stands where a part of the plan will be: it is asked for, or it was refused with a reason. */
export function Waiting({ error }: { error: unknown }) {
  const t = useMessages();
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  return <Loading label={t("app.loading")} />;
}
