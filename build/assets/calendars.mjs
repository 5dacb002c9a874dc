// Writes internal/domain/locale/calendars.json: when the months of other
// calendars begin from 2025 to 2040, and how the languages that live by them
// write a date, from this Node's Intl. The table is committed, as dates.json is
// and for the same reason. Run it again only to take up a newer CLDR or more
// years:
//
//	node build/assets/calendars.mjs

import {writeFileSync} from 'node:fs'

const first = '2025-01-01'
const last = '2040-12-31'
const day = 86_400_000

// The calendar that people of a language know beside the Gregorian one. Sorani
// and Kurmanji have no Persian month names of their own in CLDR, and Oromo only
// Gregorian ones under Ethiopian dates, so these have none here.
const chosen = {
  fa: 'persian', 'fa-AF': 'persian', ps: 'persian',
  am: 'ethiopic', ti: 'ethiopic',
  ar: 'islamic-umalqura', ur: 'islamic-umalqura',
  th: 'buddhist',
}

// CLDR writes the day first in whole Tigrinya dates and last in those without a weekday.
const ours = {ti: '{day} {month} {year}'}

const calendars = {}
for (const name of new Set(Object.values(chosen))) calendars[name] = months(name)
const languages = {}
for (const [tag, name] of Object.entries(chosen)) languages[tag] = words(tag, name)

const source = `Node ${process.versions.node} Intl, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}; digits latn`
const rows = (o) => Object.entries(o).map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(',\n')
writeFileSync(
  new URL('../../internal/domain/locale/calendars.json', import.meta.url),
  `{"source": ${JSON.stringify(source)},\n"first": "${first}",\n"last": "${last}",\n"calendars": {\n${rows(calendars)}\n},\n"languages": {\n${rows(languages)}\n}}\n`,
)

/** The month that holds the first day, when it began, and the lengths from there on. */
function months(name) {
  const at = reader(name)
  let start = Date.parse(first)
  while (at(start).day !== 1) start -= day
  const {year, month} = at(start)
  const lengths = []
  let longest = month
  for (let t = start, from = start; from <= Date.parse(last); t += day) {
    longest = Math.max(longest, at(t).month)
    if (at(t + day).day !== 1) continue
    lengths.push((t + day - from) / day)
    from = t + day
  }
  return {start: iso(start), year, month, months: longest, lengths}
}

/** Reads a day as numbers of a calendar. */
function reader(name) {
  const format = new Intl.DateTimeFormat(`en-u-ca-${name}-nu-latn`, {year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC'})
  return (t) => {
    const parts = Object.fromEntries(format.formatToParts(t).map((p) => [p.type, p.value]))
    return {year: Number(parts.year), month: Number(parts.month), day: Number(parts.day)}
  }
}

/** The words of a language: its name of the calendar, its pattern, its months. */
function words(tag, name) {
  const label = new Intl.DisplayNames([tag], {type: 'calendar', fallback: 'none'}).of(name)
  if (!label) throw new Error(`${tag} has no name for the calendar ${name}`)
  const format = formatter(tag, name)
  const at = reader(name)
  const list = Array(calendars[name].months)
  for (let t = Date.parse(first); t <= Date.parse(last); t += day) list[at(t).month - 1] = part(format, t, 'month')
  return {calendar: name, label: tidy(label), pattern: ours[tag] ?? pattern(tag, format), months: list.map(tidy)}
}

function formatter(tag, name) {
  return new Intl.DateTimeFormat(`${tag}-u-ca-${name}-nu-latn`, {day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'})
}

/** Intl's pattern; or, where it has none but that of all languages, with an era in Latin letters, the Gregorian one. */
function pattern(tag, format) {
  const era = part(format, Date.parse(first), 'era')
  if (/[A-Z]/.test(era ?? '')) format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, {dateStyle: 'long', timeZone: 'UTC'})
  const fields = ['day', 'month', 'year']
  const all = format.formatToParts(Date.parse(first)).map((p) => (fields.includes(p.type) ? `{${p.type}}` : p.value))
  return tidy(all.join(''))
}

function part(format, date, type) {
  return format.formatToParts(date).find((p) => p.type === type)?.value
}

function iso(t) {
  return new Date(t).toISOString().slice(0, 10)
}

/** Plain spaces, no invisible marks, and without the stray space in two of CLDR's Urdu months. */
function tidy(text) {
  return text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '').replace('ر بیع', 'ربیع').trim()
}
