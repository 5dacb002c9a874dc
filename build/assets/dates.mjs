// Writes internal/domain/locale/dates.json: the words and patterns of printed
// dates, one record a language, from this Node's Intl. The table is committed,
// so that paper, window and server print the same words whatever machine they
// run on. Run it again only to take up a newer CLDR:
//
//	node build/assets/dates.mjs
//
// Every printed date is Gregorian with Latin digits: Intl's defaults for
// Persian, Pashto or Thai are another calendar, and so another year.

import {readFileSync, writeFileSync} from 'node:fs'

const domain = new URL('../../internal/domain/locale/', import.meta.url)
const {languages} = JSON.parse(readFileSync(new URL('languages.json', domain), 'utf8'))

const forms = {
  long: {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'},
  day_month: {day: 'numeric', month: 'long'},
  short: {weekday: 'short', day: 'numeric', month: 'short'},
}

// CLDR puts a comma after an English weekday; British print does not.
// Its Welsh and Panjabi day comes first in a whole date and last in a short one.
// Its full Sorani date is the one of no language; these are its long one after the
// weekday, and its day and month as they stand after a weekday.
const ours = {
  'en-GB': {long: '{weekday} {day} {month} {year}'},
  cy: {day_month: '{day} {month}'},
  pa: {day_month: '{day} {month}'},
  ckb: {long: '{weekday}، {day}ی {month}ی {year}', day_month: '{day}ی {month}'},
}

const table = {}
for (const {tag, intl, script} of languages) table[tag] = record(intl ?? tag, script)

const source = `Node ${process.versions.node} Intl, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}; calendar gregory, digits latn`
const lines = Object.entries(table).map(([tag, r]) => `${JSON.stringify(tag)}: ${JSON.stringify(r)}`)
writeFileSync(new URL('dates.json', domain), `{"source": ${JSON.stringify(source)},\n"languages": {\n${lines.join(',\n')}\n}}\n`)

/** The words and the pattern of each form in one language, written in a script. */
function record(tag, script) {
  if (Intl.DateTimeFormat.supportedLocalesOf(tag).length === 0) throw new Error(`no date words for ${tag}`)
  const all = Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, words(tag, form)]))
  const full = words(tag, {dateStyle: 'full'})
  if (!full.pattern.includes('{era}')) all.long = full // the form CLDR's reviewers look at most; Thai adds an era
  for (const [name, pattern] of Object.entries(ours[tag] ?? {})) all[name].pattern = pattern
  // Where CLDR has no pattern of a language's own, it lends one with a Latin comma.
  if (script === 'Arab') for (const form of Object.values(all)) form.pattern = form.pattern.replaceAll(',', '،')
  for (const field of ['{weekday}', '{day}', '{month}', '{year}']) {
    if (!all.long.pattern.includes(field)) throw new Error(`${tag}: ${field} is not in ${all.long.pattern}`)
  }
  return all
}

/** One form: its pattern, and its twelve months and seven weekdays as they stand inside it. */
function words(tag, form) {
  const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, {...form, timeZone: 'UTC'})
  const months = Array.from({length: 12}, (_, m) => part(format, Date.UTC(2026, m, 18), 'month'))
  const pattern = patternOf(format, Date.UTC(2026, 11, 18))
  for (let day = 0; day < 365; day++) {
    const other = patternOf(format, Date.UTC(2026, 0, 1 + day))
    if (other !== pattern) throw new Error(`${tag}: ${other} is not ${pattern}`)
  }
  if (!pattern.includes('{weekday}')) return {pattern, months}
  // 4 January 2026 is a Sunday.
  const weekdays = Array.from({length: 7}, (_, d) => part(format, Date.UTC(2026, 0, 4 + d), 'weekday'))
  return {pattern, months, weekdays}
}

function part(format, date, type) {
  return tidy(format.formatToParts(date).find((p) => p.type === type).value)
}

function patternOf(format, date) {
  const all = format.formatToParts(date).map((p) => (p.type === 'literal' ? p.value : `{${p.type}}`))
  return tidy(all.join(''))
}

/** Plain spaces, and no invisible marks: direction is typesetting's business. */
function tidy(text) {
  return text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '').trim()
}
