import { memo } from "react";
import type { StartLine, StartPreview } from "../../bridge/start-types";
import { longDate, shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { Card } from "../../ui/card";
import { Disclosure } from "../../ui/disclosure";
import { SourceList, SourceMark, sourcesOf } from "../../ui/sources";

type Part = Exclude<keyof StartPreview, "form" | "filled" | "title_lang" | "venue" | "crew" | "notes">;

const parts = {
  programme: "begin.sum.programme",
  tasks: "begin.sum.tasks",
  duties: "begin.sum.duties",
  shifts: "begin.sum.shifts",
  kit: "begin.sum.kit",
  care: "begin.sum.care",
  permissions: "begin.sum.permissions",
  risks: "begin.sum.risks",
  questions: "begin.sum.questions",
} as const satisfies Record<Part, MessageKey>;

/** What will be there: each part counted, and open to be looked at with where it comes from. */
export const Summary = memo(function Summary({ preview }: { preview: StartPreview }) {
  const t = useMessages();
  const { form, venue } = preview;
  const place = [venue.name, venue.address, venue.town, venue.postcode].filter((part) => part !== "");
  return (
    <Card title={t("begin.there")}>
      <div>
        <p className="begin-title" dir="auto">
          {form.title}
        </p>
        <p className="quiet">
          {t("begin.whenWords", { date: longDate(form.date), start: form.start, end: form.end })}
        </p>
        {place.length > 0 && (
          <p className="quiet" dir="auto">
            {place.join(" · ")}
          </p>
        )}
      </div>
      <div>
        {(Object.keys(parts) as Part[]).map(
          (part) =>
            preview[part].length > 0 && (
              <Disclosure key={part} label={t(parts[part], { count: preview[part].length })}>
                <Lines part={part} lines={preview[part]} />
              </Disclosure>
            ),
        )}
      </div>
      <p className="quiet">{t("begin.later")}</p>
    </Card>
  );
});

function Lines({ part, lines }: { part: Part; lines: readonly StartLine[] }) {
  const t = useMessages();
  const amountOf = (amount: string) => {
    if (part === "shifts") return t("begin.unit.people", { count: Number(amount) });
    return part === "programme" ? t("begin.unit.minutes", { count: Number(amount) }) : amount;
  };
  const sources = sourcesOf(lines.map((line) => line.basis));
  return (
    <>
      <ul className="begin-lines">
        {lines.map((line, at) => {
          const more = [line.when && shortDate(line.when), amountOf(line.amount)].filter(
            (part) => part !== "",
          );
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no ids, and change all together
            <li key={at}>
              <span>
                <bdi>{line.text}</bdi>
                <SourceMark sources={sources} source={line.basis} />
              </span>
              {more.length > 0 && <span className="quiet">{more.join(" · ")}</span>}
            </li>
          );
        })}
      </ul>
      <SourceList sources={sources} />
    </>
  );
}
