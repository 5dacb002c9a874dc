/** What sticks out of the window or hides part of its own text. It runs inside the page. */
export function clipped() {
  const width = document.documentElement.clientWidth;
  const name = (node) => `<${node.tagName.toLowerCase()} class="${node.className}">`;
  const skipped = ".hidden-text, .skip, svg, input, textarea, [data-react-aria-prevent-focus]";
  const seen = [...document.querySelectorAll("body *")].filter((node) => {
    const style = getComputedStyle(node);
    const hidden = style.visibility === "hidden" || style.clipPath !== "none" || style.position === "fixed";
    return !hidden && node.getBoundingClientRect().width > 0 && !node.closest(skipped);
  });
  const cut = seen.filter((node) => {
    const style = getComputedStyle(node);
    const inner = node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1;
    return inner && style.display !== "inline" && style.overflowX !== "visible";
  });
  const outside = seen.filter((node) => {
    const box = node.getBoundingClientRect();
    const words = node.children.length === 0 && node.textContent.trim() !== "";
    return words && (box.right > width + 1 || box.left < -1);
  });
  const found = [
    ...cut.map((node) => `cut off: ${name(node)} ${node.scrollWidth} in ${node.clientWidth}`),
    ...outside.map((node) => `outside: ${name(node)} ${node.textContent.trim().slice(0, 40)}`),
  ];
  const page = document.documentElement.scrollWidth;
  return page > width ? [`the page is ${page} wide`, ...found] : found;
}
