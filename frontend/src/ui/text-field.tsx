import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from "react-aria-components";
import "./field.css";
import "./text-field.css";

interface TextFieldProps extends Omit<AriaTextFieldProps, "className" | "children"> {
  label: string;
  note?: string | undefined;
  error?: string | undefined;
  placeholder?: string | undefined;
  /** Language of what is written here, where it is not the window's. */
  lang?: string | undefined;
  rows?: number;
  /** Problems that do not stop saving, such as words too long for the paper. */
  warning?: string | undefined;
}

export function TextField({ label, note, error, warning, placeholder, lang, rows, ...rest }: TextFieldProps) {
  const box = {
    className: "field-box",
    lang,
    dir: "auto",
    ...(placeholder !== undefined && { placeholder }),
  };
  return (
    <AriaTextField {...rest} className="field" isInvalid={error !== undefined}>
      <Label className="field-label">{label}</Label>
      {rows === undefined ? <Input {...box} /> : <TextArea {...box} rows={rows} />}
      {/* Always there: a field looks for its description once only. */}
      <Text slot="description" className="field-note" data-warning={warning !== undefined || undefined}>
        {warning ?? note ?? ""}
      </Text>
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}
