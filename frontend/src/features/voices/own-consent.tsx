import { useMessages } from "../../i18n/i18n";
import { ChipChecks } from "../../ui/chips";
import { DateField } from "../../ui/date-field";
import { FieldGroup } from "../../ui/field-group";
import { TextField } from "../../ui/text-field";
import type { OwnPart } from "./own-words";
import { useWords } from "./use-names";

/** What they agreed to, as the signed form says it. */
export function OwnConsent({ own, change }: OwnPart) {
  const t = useMessages();
  const words = useWords();
  return (
    <FieldGroup label={t("voices.own.consent")} className="own-consent">
      <ChipChecks
        label={t("voices.own.scope")}
        value={own.scope}
        onChange={(scope) => change({ scope })}
        choices={words.uses}
      />
      <div className="own-dates">
        <DateField label={t("voices.own.given")} value={own.given} onChange={(given) => change({ given })} />
        <DateField
          label={t("voices.own.expires")}
          value={own.expires}
          onChange={(expires) => change({ expires })}
          clearLabel={t("voices.own.expiresNone")}
        />
      </div>
      <p className="field-note">{t("voices.own.givenNote")}</p>
      <TextField
        label={t("voices.own.withdrawTo")}
        value={own.withdraw_to}
        onChange={(to) => change({ withdraw_to: to })}
      />
    </FieldGroup>
  );
}
