import { X } from "lucide-react";
import { TagList as AriaTagList, Button, Label, Tag, TagGroup } from "react-aria-components";
import "./field.css";
import "./chips.css";
import "./tag-list.css";

interface TagListProps {
  label: string;
  tags: readonly { id: string; label: string; lang?: string; spoken?: string }[];
  empty: string;
  removeLabel: (tag: string) => string;
  onRemove: (id: string) => void;
}

/** What is chosen, in order, each with a way to take it out (also the Delete key). */
export function TagList({ label, tags, empty, removeLabel, onRemove }: TagListProps) {
  return (
    <TagGroup
      className="field"
      onRemove={(keys) => {
        for (const key of keys) onRemove(String(key));
      }}
    >
      <Label className="field-label">{label}</Label>
      <AriaTagList
        className="chips"
        items={tags}
        renderEmptyState={() => <span className="quiet">{empty}</span>}
      >
        {(tag) => (
          <Tag id={tag.id} textValue={tag.spoken ?? tag.label} className="chip tag">
            <span lang={tag.lang}>{tag.label}</span>
            <Button slot="remove" className="tag-remove" aria-label={removeLabel(tag.spoken ?? tag.label)}>
              <X className="icon" aria-hidden />
            </Button>
          </Tag>
        )}
      </AriaTagList>
    </TagGroup>
  );
}
