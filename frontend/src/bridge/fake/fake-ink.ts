/** The colours of the strands, from the poster's own palette. */
export const strands = ["#f4a62a", "#6d2e6f", "#0f8b8d", "#5aa9d6", "#e8573f", "#5b9a4b", "#1d1a39"];

/** A filled rectangle. */
export function part(x: number, y: number, w: number, h: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"/>`;
}

/** One strand of a weave across the page, cut free from the one under it. */
export function strand(colour: string, ground: string, w: number, y: number): string {
  const path = `M-10 ${y + 60}C${w * 0.21} ${y - 60} ${w * 0.43} ${y - 40} ${w * 0.55} ${y}S${w * 0.86} ${y + 90} ${w + 20} ${360 - y / 3}`;
  return `<path d="${path}" fill="none" stroke="${ground}" stroke-width="15"/><path d="${path}" fill="none" stroke="${colour}" stroke-width="10"/>`;
}

/** Words broken after so many letters, from the baseline at x and y down. */
export function lines(
  text: string,
  x: number,
  y: number,
  size: number,
  width: number,
  weight: number,
): string {
  return wrapped(text, width)
    .map((line, index) => {
      const at = y + index * size * 1.15;
      return `<text x="${x}" y="${at}" font-size="${size}" font-weight="${weight}">${escaped(line)}</text>`;
    })
    .join("");
}

function wrapped(text: string, width: number): string[] {
  const done: string[] = [];
  for (const word of text.split(" ")) {
    const last = done.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) done[done.length - 1] = `${last} ${word}`;
    else done.push(word);
  }
  return done;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
