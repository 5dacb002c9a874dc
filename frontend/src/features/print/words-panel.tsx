import type { ReactNode } from "react";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { CardHead } from "../../ui/card";
import { ArticleLanguages } from "./article-languages";
import { BadgeWords } from "./badge-words";
import { CalibrationWords } from "./calibration-words";
import { LetterWords } from "./letter-words";
import { PosterWords } from "./poster-words";
import { PressWords } from "./press-words";
import { problemsAt } from "./problems";
import { takesTwo } from "./request";
import type { Room } from "./room";
import { SecondLanguage } from "./second-language";
import { VariantChips } from "./variant-chips";
import { VoicePicker } from "./voice-picker";

/** What can be changed about the words of the page on show. */
export function WordsPanel({ room }: { room: Room }) {
  const t = useMessages();
  const { kind, request, language } = room;
  const editable = kind.designs.length > 0 || kind.options.includes("letter");
  return (
    <section className="stack" aria-labelledby="print-words">
      <CardHead
        id="print-words"
        title={t("print.words")}
        note={editable && language ? t("print.wordsIn", { language: language.name }) : undefined}
      />
      {request.design === "voice" && <VoicePicker room={room} />}
      <WordsOf room={room} />
      {takesTwo(kind, request.design) && <SecondLanguage room={room} />}
    </section>
  );
}

/** The words of one kind; those that are the kit's own are named, since they cannot be changed here. */
function WordsOf({ room }: { room: Room }): ReactNode {
  const t = useMessages();
  const { kind } = room;
  if (kind.designs.length > 0) return <PosterWords room={room} />;
  switch (kind.kind) {
    case "article1":
      return <ArticleLanguages room={room} />;
    case "signup":
      return <VariantChips room={room} />;
    case "badges":
      return <BadgeWords room={room} />;
    case "letters":
      return (
        <>
          <LetterWords room={room} />
          <ThanksLink room={room} />
        </>
      );
    case "certificate":
      return (
        <>
          <KitWords room={room} words={t("print.kitWords")} />
          <ThanksLink room={room} />
        </>
      );
    case "press":
      return <PressWords room={room} />;
    case "calibration":
      return <CalibrationWords room={room} />;
    case "programme":
      return <ProgrammeWords room={room} />;
    default:
      return <KitWords room={room} words={t("print.kitWords")} />;
  }
}

function KitWords({ room, words }: { room: Room; words: string }) {
  const problem = problemsAt(room, "languages", undefined);
  return (
    <>
      <p className="quiet">{words}</p>
      {problem !== undefined && <p className="field-error">{problem}</p>}
    </>
  );
}

/** Where letters and certificates get people from the crew, the voices or a list. */
function ThanksLink({ room }: { room: Room }) {
  const t = useMessages();
  return (
    <p className="quiet">
      {t("print.thanksWords")}{" "}
      <a href={hrefOf({ page: "room", event: room.id, room: "afterwards", tab: "thanks" })}>
        {t("print.thanksLink")}
      </a>
    </p>
  );
}

function ProgrammeWords({ room }: { room: Room }) {
  const t = useMessages();
  return (
    <>
      <p className="quiet">{t("print.programmeWords")}</p>
      <p>
        <a href={hrefOf({ page: "room", event: room.id, room: "plan", tab: "programme" })}>
          {t("print.programmeEdit")}
        </a>
      </p>
    </>
  );
}
