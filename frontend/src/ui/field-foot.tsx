import { FieldError, Text } from "react-aria-components";

/** What stands under a field: a note, and what is wrong. */
export function FieldFoot({ note, error }: { note: string | undefined; error: string | undefined }) {
  return (
    <>
      {note !== undefined && (
        <Text slot="description" className="field-note">
          {note}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </>
  );
}
