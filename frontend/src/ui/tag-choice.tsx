import { Select } from "./select";
import { TagList } from "./tag-list";
import "./tag-choice.css";

interface TagChoiceProps {
  label: string;
  empty: string;
  addLabel: string;
  placeholder: string;
  removeLabel: (tag: string) => string;
  note?: string;
  error?: string | undefined;
  value: readonly string[];
  /** All languages there are to choose from. */
  all: readonly { tag: string; name: string; endonym: string }[];
  onChange: (tags: string[]) => void;
}

/** Several languages in an order that counts: those that are chosen, and a list to add another. */
export function TagChoice(props: TagChoiceProps) {
  const { label, empty, addLabel, placeholder, removeLabel, note, error, value, all, onChange } = props;
  const tags = value.map((tag) => {
    const known = all.find((one) => one.tag === tag);
    return { id: tag, label: known?.endonym ?? tag, lang: tag, spoken: known?.name ?? tag };
  });
  const others = all
    .filter(({ tag }) => !value.includes(tag))
    .map(({ tag, name }) => ({ id: tag, label: name }));
  return (
    <div className="tag-choice">
      <div>
        <TagList
          label={label}
          tags={tags}
          empty={empty}
          removeLabel={removeLabel}
          onRemove={(tag) => onChange(value.filter((one) => one !== tag))}
        />
        {note !== undefined && <p className="field-note">{note}</p>}
      </div>
      <Select
        label={addLabel}
        placeholder={placeholder}
        value=""
        choices={others}
        error={error}
        onChange={(tag) => onChange([...value, tag])}
      />
    </div>
  );
}
