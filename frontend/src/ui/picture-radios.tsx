import type { LucideIcon } from "lucide-react";
import { Radio, RadioGroup } from "react-aria-components";
import "./picture-radios.css";

interface PictureRadiosProps {
  label: string;
  pictures: readonly { id: string; label: string; url: string }[];
  moreLabel: string;
  more: readonly { id: string; label: string; icon: LucideIcon }[];
  value: string;
  onChange: (id: string) => void;
}

/** One of a few, some shown as pictures. */
export function PictureRadios({ label, pictures, moreLabel, more, value, onChange }: PictureRadiosProps) {
  return (
    <RadioGroup aria-label={label} className="pictures" value={value} onChange={onChange}>
      <div className="pictures-row">
        {pictures.map((picture) => (
          <Radio key={picture.id} value={picture.id} className="picture">
            <span className="picture-frame">{picture.url !== "" && <img src={picture.url} alt="" />}</span>
            <span>{picture.label}</span>
          </Radio>
        ))}
      </div>
      <div className="pictures-more">
        <p className="pictures-title" aria-hidden="true">
          {moreLabel}
        </p>
        {more.map(({ id, label: name, icon: Icon }) => (
          <Radio key={id} value={id} className="picture-line">
            <Icon className="icon" aria-hidden />
            <span>{name}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
