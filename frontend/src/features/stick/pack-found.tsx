import type { PackFile, PackVoice } from "../../bridge/pack-types";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";

/** What is in a file of the campaign, before anything of it is taken. */
export function PackFound({ file }: { file: PackFile }) {
  const t = useMessages();
  return (
    <div className="stack">
      <p className="file-path">
        <bdi>{file.path}</bdi>
      </p>
      {file.kind !== "" && <p>{kindWords(t, file)}</p>}
      {file.refused === "" && <Voices file={file} />}
    </div>
  );
}

/** What it has brought, and what is to be done now. */
export function PackBrought({ file }: { file: PackFile }) {
  const t = useMessages();
  return (
    <>
      <p>{kindWords(t, file)}</p>
      <Voices file={file} />
      {file.down > 0 && (
        <p>
          <strong>{t("pack.down", { count: file.down })}</strong> {t("pack.downWhere")}
        </p>
      )}
    </>
  );
}

function Voices({ file }: { file: PackFile }) {
  const t = useMessages();
  if (file.same) return <p>{t("pack.same")}</p>;
  const none = [file.new, file.gone, file.left, file.back].every((voices) => voices.length === 0);
  return (
    <>
      {file.waits && <p>{t("pack.waits", { begins: instantWords(file.begins) })}</p>}
      {none && <p>{t("pack.noVoices")}</p>}
      <VoiceList title={t("pack.new", { count: file.new.length })} voices={file.new} />
      <VoiceList
        title={t("pack.gone", { count: file.gone.length })}
        note={t("pack.goneNote", { count: file.gone.length })}
        voices={file.gone}
      />
      <VoiceList title={t("pack.left", { count: file.left.length })} voices={file.left} />
      <VoiceList title={t("pack.back", { count: file.back.length })} voices={file.back} />
      {file.checked !== "" && (
        <p className="quiet">
          {t("pack.checked", { when: instantWords(file.checked) })} {file.stale && t("pack.stale")}
        </p>
      )}
    </>
  );
}

/** More names than these help nobody in a dialog. */
const shown = 12;

interface VoiceListProps {
  title: string;
  note?: string;
  voices: readonly PackVoice[];
}

function VoiceList({ title, note, voices }: VoiceListProps) {
  const t = useMessages();
  if (voices.length === 0) return null;
  const more = voices.length - shown;
  return (
    <section className="pack-voices">
      <h3>{title}</h3>
      <ul>
        {voices.slice(0, shown).map(({ id, credit }) => (
          <li key={id}>
            <bdi>{credit}</bdi>
          </li>
        ))}
        {more > 0 && <li>{t("pack.more", { count: more })}</li>}
      </ul>
      {note && <p className="quiet">{note}</p>}
    </section>
  );
}

function kindWords(t: Translate, { kind, issuer, version, ends }: PackFile): string {
  if (kind === "list") return t("pack.list");
  return t("pack.pack", { issuer, version, ends: instantWords(ends) });
}
