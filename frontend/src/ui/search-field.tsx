import { Search } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { SearchField as AriaSearchField, Input } from "react-aria-components";
import "./field.css";
import "./search-field.css";

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  /** Stands at the end of the box. */
  aside?: ReactNode;
}

/** The box that narrows a list; Escape empties it. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  onSubmit,
  inputRef,
  aside,
}: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      className="search"
      value={value}
      onChange={onChange}
      {...(onSubmit && { onSubmit })}
    >
      <Search className="icon" aria-hidden />
      <Input
        {...(inputRef && { ref: inputRef })}
        className="search-input"
        placeholder={placeholder}
        dir="auto"
      />
      {aside}
    </AriaSearchField>
  );
}
