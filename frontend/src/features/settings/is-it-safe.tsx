import { Check, Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { useStateLine } from "../../bridge/queries";
import type { Light, Safety } from "../../bridge/safety-types";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { MissingItem } from "./missing-item";
import { SaveBackupButton } from "./save-backup";

const icons: Record<Light, LucideIcon> = { green: Check, amber: Hourglass, red: TriangleAlert };

/** Whether anything is only on this laptop or is wrong, what it is, and what to do next. */
export function IsItSafe({ safety, event }: { safety: Safety; event: string }) {
  const t = useMessages();
  const { light, missing, backups } = safety;
  const Icon = icons[light];
  return (
    <>
      <section className="verdict" data-light={light}>
        <Icon className="verdict-mark" aria-hidden />
        <div>
          <h2>{t(`safe.${light}`)}</h2>
          <p>{t(`safe.${light}Words`)}</p>
        </div>
      </section>
      {missing.length > 0 && (
        <Card title={t("safe.missing")}>
          <ul className="missing">
            {missing.map(({ what, count }) => (
              <MissingItem key={what} what={what} count={count} event={event} />
            ))}
          </ul>
        </Card>
      )}
      <CameFrom safety={safety} />
      <Card title={t("safe.copies")}>
        <dl className="facts">
          <div>
            <dt>{t("safe.backupLast")}</dt>
            <dd>{backups.last === "" ? t("safe.never") : instantWords(backups.last)}</dd>
          </div>
          <div>
            <dt>{t("safe.stick")}</dt>
            <dd>{safety.stick ? instantWords(safety.stick.at) : t("safe.never")}</dd>
          </div>
          <div>
            <dt>{t("safe.campaign")}</dt>
            <dd>{safety.receipt === "" ? t("safe.never") : instantWords(safety.receipt)}</dd>
          </div>
          <div>
            <dt>{t("safe.sheet")}</dt>
            <dd>
              {safety.recovery.checked === "" ? t("safe.never") : instantWords(safety.recovery.checked)}
            </dd>
          </div>
        </dl>
        <Joined />
        <div className="row">
          <SaveBackupButton />
        </div>
      </Card>
    </>
  );
}

/** What on this laptop came out of a backup, until somebody has said that they looked at it. */
function CameFrom({ safety: { held, recovered } }: { safety: Safety }) {
  const t = useMessages();
  if (!held && !recovered) return null;
  const lines = [
    held && { title: t("safe.putBack"), file: held.file, made: held.since },
    recovered && {
      title: t(recovered.file === "" ? "safe.damaged" : "safe.mended"),
      file: recovered.file,
      made: recovered.from,
    },
  ].filter((line) => line !== null);
  return (
    <Card title={t("safe.cameFrom")}>
      <dl className="facts">
        {lines.map(({ title, file, made }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {file === "" && made === ""
                ? t("safe.mendedWhole")
                : t("safe.backupOf", { when: instantWords(made) })}
              {file !== "" && (
                <span className="file-path">
                  <bdi>{file}</bdi>
                </span>
              )}
            </dd>
          </div>
        ))}
        {recovered && recovered.folder !== "" && (
          <div>
            <dt>{t("safe.damagedFiles")}</dt>
            <dd>
              <bdi>{recovered.folder}</bdi>
            </dd>
          </div>
        )}
      </dl>
    </Card>
  );
}

function Joined() {
  const t = useMessages();
  const { data: state } = useStateLine();
  if (!state?.joined) return null;
  return <p className="quiet">{t("after.campaignWords", { group: state.group, server: state.server })}</p>;
}
