import type { State } from "../../bridge/types";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";

/** Whom this laptop reports to. */
export function Campaign({ state }: { state: State }) {
  const t = useMessages();
  return (
    <Card title={t("after.campaign")}>
      <p>{t("after.campaignWords", { group: state.group, server: state.server })}</p>
      <p className="quiet">
        {state.last_receipt === ""
          ? t("after.receiptNone")
          : t("after.receipt", { when: instantWords(state.last_receipt) })}
      </p>
    </Card>
  );
}
