import { useChoices } from "../../bridge/queries";
import type { VoicePage, VoiceQuery } from "../../bridge/voice-types";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { Disclosure } from "../../ui/disclosure";
import { Select } from "../../ui/select";
import { useWords } from "./use-names";

interface VoiceFiltersProps {
  query: VoiceQuery;
  page: VoicePage;
  onChange: (query: VoiceQuery) => void;
}

/** What a list that opens has for "narrow nothing": an empty id is none there. */
const any = "any";

/** What the library can be narrowed by: where from or what about as chips, the rest in lists. */
export function VoiceFilters({ query, page, onChange }: VoiceFiltersProps) {
  const t = useMessages();
  const chips = [
    { id: "from:", label: t("voices.filter.all") },
    { id: "from:local", label: t("voices.filter.local") },
    { id: "from:campaign", label: t("voices.filter.campaign") },
    ...page.topics.map((topic) => ({ id: `topic:${topic}`, label: topic })),
  ];
  const chosen = query.topic === "" ? `from:${query.from}` : `topic:${query.topic}`;
  const choose = (chip: string) => {
    const [kind, value = ""] = [chip.slice(0, chip.indexOf(":")), chip.slice(chip.indexOf(":") + 1)];
    onChange({ ...query, from: kind === "from" ? value : "", topic: kind === "topic" ? value : "" });
  };
  return (
    <>
      <ChipRadios label={t("voices.filter")} quietLabel choices={chips} value={chosen} onChange={choose} />
      <Disclosure label={t("voices.more")}>
        <MoreFilters query={query} page={page} onChange={onChange} />
      </Disclosure>
    </>
  );
}

function MoreFilters({ query, page, onChange }: VoiceFiltersProps) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const words = useWords();
  const nameOf = (tag: string) => choices?.languages.find((one) => one.tag === tag)?.name ?? tag;
  const list = (
    label: string,
    value: string,
    all: { id: string; label: string }[],
    change: Partial<VoiceQuery>,
  ) => (
    <Select
      label={label}
      value={value === "" ? any : value}
      placeholder={t("voices.any")}
      choices={[{ id: any, label: t("voices.any") }, ...all]}
      onChange={(id) => onChange({ ...query, ...withValue(change, id === any ? "" : id) })}
    />
  );
  const same = (one: string) => ({ id: one, label: one });
  return (
    <div className="voices-filters">
      {list(
        t("voices.filter.year"),
        query.year === 0 ? "" : String(query.year),
        page.years.map((year) => same(String(year))),
        { year: 0 },
      )}
      {list(
        t("voices.filter.lang"),
        query.lang,
        page.langs.map((tag) => ({ id: tag, label: nameOf(tag) })),
        { lang: "" },
      )}
      {list(t("voices.filter.organisation"), query.organisation, page.organisations.map(same), {
        organisation: "",
      })}
      {list(t("voices.filter.use"), query.use, words.uses, { use: "" })}
    </div>
  );
}

/** The one field of a change, with its value. */
function withValue(change: Partial<VoiceQuery>, value: string): Partial<VoiceQuery> {
  return "year" in change
    ? { year: Number(value) }
    : Object.fromEntries(Object.keys(change).map((key) => [key, value]));
}
