// Prints what this Node's Intl makes of every STEPth day of 2025 to 2040 in each
// calendar of calendars.json: calendar, day, and year-month-day there.
//
//	node intl.mjs 29 > intl.txt

const step = Number(process.argv[2]) * 86_400_000
for (const name of ['persian', 'ethiopic', 'islamic-umalqura', 'buddhist']) {
  const format = new Intl.DateTimeFormat(`en-u-ca-${name}-nu-latn`, {year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC'})
  for (let t = Date.UTC(2025, 0, 1); t <= Date.UTC(2040, 11, 31); t += step) {
    const parts = Object.fromEntries(format.formatToParts(t).map((p) => [p.type, p.value]))
    console.log(`${name} ${new Date(t).toISOString().slice(0, 10)} ${parts.year}-${parts.month}-${parts.day}`)
  }
}
