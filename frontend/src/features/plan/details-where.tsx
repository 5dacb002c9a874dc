import type { EventForm } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { TextField } from "../../ui/text-field";

/** The venue, and whether its address may be shown. */
export function Where({ form }: { form: EventForm }) {
  const t = useMessages();
  const { text } = form;
  const hide = form.flag("venue.hide_address");
  return (
    <Card title={t("details.where")}>
      <div className="form-grid">
        <TextField label={t("details.venue")} {...text("venue.name")} />
        <TextField label={t("details.address")} {...text("venue.address")} />
        <TextField label={t("details.town")} {...text("venue.town")} />
        <TextField label={t("details.postcode")} {...text("venue.postcode")} />
        <div className="form-wide stack">
          <Checkbox isSelected={hide.value} onChange={hide.onChange} note={t("details.hideNote")}>
            {t("details.hide")}
          </Checkbox>
          {hide.value && <TextField label={t("details.area")} {...text("venue.public_area")} />}
        </div>
      </div>
    </Card>
  );
}
