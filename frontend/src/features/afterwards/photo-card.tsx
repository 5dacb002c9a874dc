import { ImageOff, ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useBridge } from "../../bridge/bridge";
import type { Photograph } from "../../bridge/photograph-types";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { PhotoMenu } from "./photo-menu";
import { PhotoRecord } from "./photo-record";
import { allowedUses, photoName, stateWords } from "./photo-words";

interface PhotoCardProps {
  id: string;
  photo: Photograph;
  /** Its place in the list, from 1. */
  number: number;
}

/** One photograph with what may be done with it. */
export function PhotoCard({ id, photo, number }: PhotoCardProps) {
  const t = useMessages();
  const bridge = useBridge();
  const [open, setOpen] = useState(false);
  const name = photoName(t, photo, number);
  const isOffered = allowedUses(photo).length > 0;
  const isStopped = photo.consent.withdrawn !== "";
  const Shield = isOffered ? ShieldCheck : ShieldAlert;
  return (
    <figure className="photo" data-offered={isOffered || undefined}>
      {photo.erased === "" && photo.here ? (
        <img className="photo-picture" src={bridge.photoUrl(`${id}/${photo.id}`)} alt={name} />
      ) : (
        <span className="photo-picture">
          <ImageOff className="photo-none" aria-hidden />
        </span>
      )}
      <figcaption className="photo-words">
        {photo.caption !== "" && (
          <p className="photo-caption" dir="auto" lang={photo.lang || undefined}>
            {photo.caption}
          </p>
        )}
        {photo.credit !== "" && <p className="quiet">{t("photos.by", { credit: photo.credit })}</p>}
        <p className="photo-state">
          <Shield className="icon" aria-hidden />
          <span>{stateWords(t, photo)}</span>
        </p>
        {isOffered && photo.consent.until !== "" && (
          <p className="quiet">{t("photos.until", { date: longDate(photo.consent.until) })}</p>
        )}
        {!isStopped && photo.alt === "" && <p className="quiet">{t("photos.noAlt")}</p>}
      </figcaption>
      <div className="photo-row">
        {!isStopped && (
          <Button
            size="small"
            aria-label={t("photos.recordFor", { photo: name })}
            onPress={() => setOpen(true)}
          >
            {t("photos.record")}
          </Button>
        )}
        <PhotoMenu id={id} photo={photo} name={name} />
      </div>
      {open && <PhotoRecord id={id} photo={photo} onClose={() => setOpen(false)} />}
    </figure>
  );
}
