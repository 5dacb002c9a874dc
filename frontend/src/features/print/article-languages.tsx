import { useChoices } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { Select } from "../../ui/select";
import { TagList } from "../../ui/tag-list";
import { problemsAt } from "./problems";
import type { Room } from "./room";

/** In which languages the poster gives Article 1. */
export function ArticleLanguages({ room }: { room: Room }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const chosen = room.form.texts("article1");
  const all = choices?.languages ?? [];
  const tags = chosen.value.map((tag) => {
    const known = all.find((language) => language.tag === tag);
    return { id: tag, label: known?.endonym ?? tag, lang: tag, spoken: known?.name ?? tag };
  });
  return (
    <>
      <p className="quiet">{t("print.article1Words")}</p>
      <TagList
        label={t("print.articleLanguages")}
        tags={tags}
        empty={t("details.languagesNone")}
        removeLabel={(language) => t("details.removeLanguage", { language })}
        onRemove={(tag) => chosen.onChange(chosen.value.filter((one) => one !== tag))}
      />
      <Select
        label={t("details.addLanguage")}
        placeholder={t("details.addLanguage")}
        value=""
        choices={all
          .filter(({ tag }) => !chosen.value.includes(tag))
          .map(({ tag, name }) => ({ id: tag, label: name }))}
        error={chosen.error ?? problemsAt(room, "article1", undefined)}
        onChange={(tag) => chosen.onChange([...chosen.value, tag])}
      />
    </>
  );
}
