import { Radio, RadioGroup } from "react-aria-components";
import "./picture-radios.css";

interface PictureRadiosProps {
  label: string;
  pictures: readonly { id: string; label: string; url: string }[];
  /** "" while none is chosen. */
  value: string;
  onChange: (id: string) => void;
}

/** One of a few, shown as pictures. */
export function PictureRadios({ label, pictures, value, onChange }: PictureRadiosProps) {
  return (
    <RadioGroup
      aria-label={label}
      className="pictures"
      value={value === "" ? null : value}
      onChange={onChange}
      orientation="horizontal"
    >
      {pictures.map((picture) => (
        <Radio key={picture.id} value={picture.id} className="picture">
          <span className="picture-frame">{picture.url !== "" && <img src={picture.url} alt="" />}</span>
          <span>{picture.label}</span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
