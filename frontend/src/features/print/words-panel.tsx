import { useChoices } from "../../bridge/queries";
import type { LanguageTag, PrintRequest, Problem } from "../../bridge/types";
import type { EventForm } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { CardHead } from "../../ui/card";
import { SaveState } from "../../ui/save-state";
import { Select } from "../../ui/select";
import { TagList } from "../../ui/tag-list";
import { TextField } from "../../ui/text-field";
import { type FieldShown, problemAt } from "./problems";

interface WordsPanelProps {
  form: EventForm;
  request: PrintRequest;
  language: LanguageTag | undefined;
  main: LanguageTag | undefined;
  problems: readonly Problem[];
}

/** What can be changed about the words of the page on show. */
export function WordsPanel(props: WordsPanelProps) {
  const t = useMessages();
  const { form, request, language } = props;
  return (
    <section className="stack" aria-labelledby="print-words">
      <CardHead
        id="print-words"
        title={t("print.words")}
        note={
          request.kind === "poster" && language ? t("print.wordsIn", { language: language.name }) : undefined
        }
      />
      {request.kind === "poster" && <PosterWords {...props} />}
      {request.kind === "article1" && <ArticleLanguages form={form} />}
      {request.kind === "signup" && <p className="quiet">{t("print.signupWords")}</p>}
      {request.kind === "badges" && <p className="quiet">{t("print.badgesWords")}</p>}
    </section>
  );
}

function PosterWords({ form, language, main, problems }: WordsPanelProps) {
  const t = useMessages();
  if (!language || !main) return null;
  const words = (path: FieldShown) => {
    const field = form.words(`${path}.${language.tag}`);
    const problem = problemAt(problems, path, language.tag);
    // Words that are not there yet are no fault: the page borrows them, and says from where.
    const borrowed = field.value === "" && language.tag !== main.tag;
    return {
      ...field,
      lang: language.tag,
      ...(borrowed && { placeholder: form.words(`${path}.${main.tag}`).value, note: problem }),
      ...(!borrowed && { warning: problem }),
    };
  };
  return (
    <>
      <TextField label={t("details.headline")} {...words("texts.headline")} />
      <TextField label={t("details.titleIn")} {...words("title")} />
      <TextField label={t("details.about")} rows={3} {...words("texts.about")} />
      <TextField label={t("details.accessLine")} rows={2} {...words("texts.access")} />
      <SaveState state={form.drafts.state} />
    </>
  );
}

function ArticleLanguages({ form }: { form: EventForm }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const chosen = form.texts("article1");
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
        error={chosen.error}
        onChange={(tag) => chosen.onChange([...chosen.value, tag])}
      />
    </>
  );
}
