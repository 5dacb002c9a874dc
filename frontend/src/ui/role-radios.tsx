import { useMessages } from "../i18n/i18n";
import { ChipRadios } from "./chips";

/** What a laptop may read: all of the group’s, or plans and names alone. */
type Role = "organiser" | "helper";

interface RoleRadiosProps {
  value: Role;
  onChange: (role: Role) => void;
}

/** Whose laptop is let in, and what it can read then. */
export function RoleRadios({ value, onChange }: RoleRadiosProps) {
  const t = useMessages();
  return (
    <ChipRadios
      label={t("devices.for")}
      note={t(`devices.forNote.${value}`)}
      value={value}
      onChange={(id) => onChange(id as Role)}
      choices={[
        { id: "organiser", label: t("devices.for.organiser") },
        { id: "helper", label: t("devices.for.helper") },
      ]}
    />
  );
}
