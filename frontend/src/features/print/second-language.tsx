import { useMessages } from "../../i18n/i18n";
import { Select } from "../../ui/select";
import type { Room } from "./room";

/** No language is called so. */
const none = "-";

/** The language that stands beside the first, on pages that take two. */
export function SecondLanguage({ room }: { room: Room }) {
  const t = useMessages();
  const { view, language, choice, change } = room;
  const others = view.languages.filter(({ tag }) => tag !== language?.tag);
  const known = others.some(({ tag }) => tag === choice.second);
  return (
    <Select
      label={t("print.second")}
      placeholder={t("print.secondNone")}
      value={known ? choice.second : none}
      choices={[
        { id: none, label: t("print.secondNone") },
        ...others.map(({ tag, name }) => ({ id: tag, label: name })),
      ]}
      onChange={(second) => change({ second: second === none ? "" : second })}
    />
  );
}
