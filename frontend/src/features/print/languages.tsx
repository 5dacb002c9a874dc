import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, ShieldCheck } from "lucide-react";
import { useState } from "react";
import type { ProofItem } from "../../bridge/print-types";
import { useProofs } from "../../bridge/queries";
import type { LanguageTag, ReviewState } from "../../bridge/types";
import { shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { ProofDialog } from "./proof-dialog";
import type { Room } from "./room";

/** How far the fixed words of a language can be trusted here: also on a speaker's word. */
type Trust = ReviewState | "confirmed";

const icons = {
  reviewed: CircleCheck,
  confirmed: CircleCheck,
  unreviewed: CircleHelp,
  stale: CircleAlert,
  missing: CircleDashed,
} satisfies Record<Trust, unknown>;

/** The event's languages, each with how far its fixed words can be trusted, and the way to vouch for them. */
export function Languages({ room }: { room: Room }) {
  const { data: proofs = [] } = useProofs(room.id);
  const { kind, language, preview } = room;
  const drafts = preview?.drafts ?? [];
  if (!language || kind.kind === "article1") return null;
  return (
    <div className="print-languages">
      {kind.langs === "many" ? <AllLanguages room={room} /> : <Tabs room={room} proofs={proofs} />}
      {drafts.length > 0 && <Draft room={room} drafts={drafts} />}
    </div>
  );
}

function Tabs({ room, proofs }: { room: Room; proofs: readonly ProofItem[] }) {
  const t = useMessages();
  const { view, language, change } = room;
  if (!language) return null;
  return (
    <ChipRadios
      label={t("print.language")}
      quietLabel
      value={language.tag}
      onChange={(lang) => change({ lang })}
      note={trustWords(t, language, proofs)}
      choices={view.languages.map((one) => ({
        id: one.tag,
        label: <LanguageLabel language={one} trust={trustOf(one, proofs)} />,
        spoken: `${one.name}, ${t(`print.state.${trustOf(one, proofs)}`)}`,
      }))}
    />
  );
}

function LanguageLabel({ language, trust }: { language: LanguageTag; trust: Trust }) {
  const Icon = icons[trust];
  return (
    <span className="language-chip">
      <span lang={language.tag}>{language.endonym}</span>
      <Icon className="icon" aria-hidden />
    </span>
  );
}

function AllLanguages({ room }: { room: Room }) {
  const t = useMessages();
  const names = room.view.languages.map(({ name }) => name).join(", ");
  return <p className="quiet">{t("print.allLanguages", { names })}</p>;
}

/** Why the pages carry a band, and the way to take it off. */
function Draft({ room, drafts }: { room: Room; drafts: readonly string[] }) {
  const t = useMessages();
  const [asked, setAsked] = useState<LanguageTag>();
  const unread = room.view.languages.filter(({ tag }) => drafts.includes(tag));
  return (
    <div className="print-draft">
      {unread.map((one) => (
        <Button key={one.tag} loudness="quiet" size="small" icon={ShieldCheck} onPress={() => setAsked(one)}>
          {t("print.proof.button", { language: one.name })}
        </Button>
      ))}
      {asked && <ProofDialog id={room.id} language={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function trustOf(language: LanguageTag, proofs: readonly ProofItem[]): Trust {
  const proof = proofs.find(({ lang }) => lang === language.tag);
  if (language.state === "reviewed" || !proof || proof.by === "") return language.state;
  return "confirmed";
}

function trustWords(t: Translate, language: LanguageTag, proofs: readonly ProofItem[]): string {
  const trust = trustOf(language, proofs);
  const proof = proofs.find(({ lang }) => lang === language.tag);
  const date = shortDate(proof?.date ?? "");
  return t(`print.stateNote.${trust}`, { language: language.name, name: proof?.by ?? "", date });
}
