import { ClipboardList, IdCard } from "lucide-react";
import { usePreview } from "../../bridge/queries";
import type { EventView, PrintKind } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { PictureRadios } from "../../ui/picture-radios";
import { type Choice, requestOf } from "./request";

interface KindsProps {
  id: string;
  view: EventView;
  choice: Choice;
  onChange: (part: Partial<Choice>) => void;
}

/** Everything that can be printed: the posters as small pictures, the rest by name. */
export function Kinds({ id, view, choice, onChange }: KindsProps) {
  const t = useMessages();
  const poster = useThumb(id, view, { ...choice, kind: "poster" });
  const article1 = useThumb(id, view, { ...choice, kind: "article1" });
  return (
    <PictureRadios
      label={t("print.what")}
      pictures={[
        { id: "poster", label: t("print.kind.poster"), url: poster },
        { id: "article1", label: t("print.kind.article1"), url: article1 },
      ]}
      moreLabel={t("print.also")}
      more={[
        { id: "signup", label: t("print.kind.signup"), icon: ClipboardList },
        { id: "badges", label: t("print.kind.badges"), icon: IdCard },
      ]}
      value={choice.kind}
      onChange={(kind) => onChange({ kind: kind as PrintKind })}
    />
  );
}

function useThumb(id: string, view: EventView, choice: Choice): string {
  const { data } = usePreview(id, requestOf({ ...choice, paper: "a4" }, view));
  return data?.urls[0] ?? "";
}
