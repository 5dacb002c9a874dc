import { useSignupPicture } from "../../bridge/queries";
import type { PictureLine, SignupPicture } from "../../bridge/signup-types";
import { useMessages } from "../../i18n/i18n";

/** The sign-up as a visitor's phone shows it. It is looked at and not filled in. */
export function PagePicture({ id, lang }: { id: string; lang: string }) {
  const t = useMessages();
  const { data: picture } = useSignupPicture(id, lang);
  if (!picture) return null;
  return (
    <>
      <figure className="phone" aria-label={t("online.pictureAlt")} lang={picture.lang} dir={picture.dir}>
        <p className="phone-title" lang={picture.title.lang} dir={picture.title.dir}>
          {picture.title.text}
        </p>
        <p>{picture.when}</p>
        <p>{picture.place}</p>
        <State picture={picture} />
        {takes(picture) && <Asked picture={picture} />}
      </figure>
      {takes(picture) && <Trust picture={picture} />}
    </>
  );
}

const takes = ({ state }: SignupPicture) => state !== "closed" && state !== "cancelled";

/** How many of the page's words are drafts, or English since there are none in this language. */
function Trust({ picture }: { picture: SignupPicture }) {
  const t = useMessages();
  const { fields, ticks, food, access, food_title, access_title, send } = picture;
  const titles = [...(food.length > 0 ? [food_title] : []), ...(access.length > 0 ? [access_title] : [])];
  const lines = [...fields, ...ticks, ...food, ...access, ...titles, send];
  const missing = lines.filter(({ state }) => state === "missing").length;
  const unread = lines.filter(({ state }) => state === "unreviewed" || state === "stale").length;
  return (
    <>
      {missing > 0 && <p className="quiet">{t("online.pictureMissing", { count: missing })}</p>}
      {unread > 0 && <p className="quiet">{t("online.pictureUnread", { count: unread })}</p>}
    </>
  );
}

/** The organisers' note, or what the page says of the state by itself. */
function State({ picture: { state, note } }: { picture: SignupPicture }) {
  const t = useMessages();
  if (note.text === "" && state === "open") return null;
  return (
    <div className="phone-note">
      {state !== "open" && <p>{t(`online.state.${state}`)}</p>}
      {note.text !== "" && <Line line={note} />}
    </div>
  );
}

function Asked({ picture }: { picture: SignupPicture }) {
  const { fields, ticks, food, access, food_title, access_title, send } = picture;
  return (
    <>
      {fields.map((line) => (
        <div key={line.id} className="phone-field">
          <Line line={line} />
          <span className="phone-box" />
        </div>
      ))}
      {food.length > 0 && <Line line={food_title} />}
      <Ticks lines={food} />
      {access.length > 0 && <Line line={access_title} />}
      <Ticks lines={access} />
      <Ticks lines={ticks} />
      <p className="phone-send" lang={send.lang} dir={send.dir}>
        {send.text}
      </p>
    </>
  );
}

function Ticks({ lines }: { lines: readonly PictureLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="phone-ticks">
      {lines.map((line) => (
        <li key={line.id}>
          <span className="phone-tick" />
          <span lang={line.lang} dir={line.dir}>
            {line.text}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Line({ line }: { line: PictureLine }) {
  return (
    <p className="phone-line" lang={line.lang} dir={line.dir}>
      {line.text}
    </p>
  );
}
