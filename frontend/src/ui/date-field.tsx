import { type CalendarDate, parseDate, parseTime, type Time } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight, X } from "lucide-react";
import {
  TimeField as AriaTimeField,
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  Label,
  Popover,
} from "react-aria-components";
import "./field.css";
import "./date-field.css";

interface DateTimeProps {
  label: string;
  /** "2026-12-18" or "17:30"; "" while there is none. */
  value: string;
  onChange: (value: string) => void;
  /** Left for what is focused now. */
  onBlur?: (focused: EventTarget | null) => void;
  error?: string | undefined;
}

interface DateFieldProps extends DateTimeProps {
  /** Where there may be no day: what the button that takes it out is called. */
  clearLabel?: string;
}

/** A day, typed by segments or picked from a calendar. */
export function DateField({ label, value, onChange, onBlur, error, clearLabel }: DateFieldProps) {
  return (
    <DatePicker<CalendarDate>
      className="field"
      value={dateOf(value)}
      isInvalid={error !== undefined}
      onChange={(date) => date && onChange(date.toString())}
      {...(onBlur && { onBlur: (event) => onBlur(event.relatedTarget) })}
    >
      <Label className="field-label">{label}</Label>
      <Group className="field-box date-box">
        <DateInput className="date-input">
          {(segment) => <DateSegment segment={segment} className="segment" />}
        </DateInput>
        <Button className="icon-button">
          <CalendarDays className="icon" aria-hidden />
        </Button>
        {clearLabel !== undefined && value !== "" && (
          <Button slot={null} className="icon-button" aria-label={clearLabel} onPress={() => onChange("")}>
            <X className="icon" aria-hidden />
          </Button>
        )}
      </Group>
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="calendar-popover">
        <Dialog className="calendar-dialog">
          <MonthCalendar />
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

function MonthCalendar() {
  return (
    <Calendar className="calendar">
      <header className="calendar-head">
        <Button slot="previous" className="icon-button">
          <ChevronLeft className="icon turns" aria-hidden />
        </Button>
        <CalendarHeading className="calendar-title" />
        <Button slot="next" className="icon-button">
          <ChevronRight className="icon turns" aria-hidden />
        </Button>
      </header>
      <CalendarGrid className="calendar-grid">
        {(date) => <CalendarCell date={date} className="calendar-day" />}
      </CalendarGrid>
    </Calendar>
  );
}

/** A time of day on the 24-hour clock. */
export function TimeField({ label, value, onChange, onBlur, error }: DateTimeProps) {
  return (
    <AriaTimeField<Time>
      className="field"
      value={timeOf(value)}
      hourCycle={24}
      isInvalid={error !== undefined}
      onChange={(time) => time && onChange(time.toString().slice(0, 5))}
      {...(onBlur && { onBlur: (event) => onBlur(event.relatedTarget) })}
    >
      <Label className="field-label">{label}</Label>
      <DateInput className="field-box date-input">
        {(segment) => <DateSegment segment={segment} className="segment" />}
      </DateInput>
      <FieldError className="field-error">{error}</FieldError>
    </AriaTimeField>
  );
}

function dateOf(value: string): CalendarDate | null {
  try {
    return parseDate(value);
  } catch {
    return null;
  }
}

function timeOf(value: string): Time | null {
  try {
    return parseTime(value);
  } catch {
    return null;
  }
}
