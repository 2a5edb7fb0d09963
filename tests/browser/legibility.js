// What can be read of a scene over a ground: every piece of text with its size, its contrast by WCAG 2.1, and whether it lies whole in its place.
// What is painted through (a panel, its opacity) is reckoned over the ground; of a gradient its worst colour counts.
(ground) => {
  const colours = (text) => (text.match(/rgba?\([^)]*\)/g) ?? []).map((one) => {
    const [r, g, b, a = 1] = one.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  });
  const over = (top, alpha, under) => ({ r: top.r * alpha + under.r * (1 - alpha), g: top.g * alpha + under.g * (1 - alpha), b: top.b * alpha + under.b * (1 - alpha) });
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((m, n) => n - m);
    return (x + 0.05) / (y + 0.05);
  };
  const found = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const style = getComputedStyle(element);
    if (!texts.currentNode.data.trim() || style.visibility !== 'visible' || element.closest('.for, .monogram')) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    let [grounds, opacity] = [[ground], 1];
    const path = [];
    for (let one = element; one !== null && one !== document.body; one = one.parentElement) path.unshift(one);
    for (const one of path) {
      const { backgroundColor, backgroundImage, opacity: own } = getComputedStyle(one);
      opacity *= Number(own);
      const paints = [...colours(backgroundImage), ...colours(backgroundColor)].filter((paint) => paint.a > 0);
      if (paints.length > 0) grounds = grounds.flatMap((under) => paints.map((paint) => over(paint, paint.a * opacity, under)));
    }
    const [ink] = colours(style.color);
    const worst = Math.min(...grounds.map((under) => contrast(over(ink, ink.a * opacity, under), under)));
    const panel = element.closest('.panel').getBoundingClientRect();
    const own = element.getBoundingClientRect(); // the lines of a text that is cut off go on, unseen
    const figure = element.closest('.figure');
    found.push({
      text: texts.currentNode.data.slice(0, 40),
      layer: element.closest('.layer').dataset.layer,
      size: parseFloat(style.fontSize),
      contrast: worst,
      figure: figure !== null,
      whole: figure === null || (figure.scrollWidth <= figure.clientWidth && box.left >= panel.left - 1 && box.right <= panel.right + 1),
      inPanel: own.top >= panel.top - 2 && own.bottom <= panel.bottom + 2,
      safe: panel.left >= 96 && panel.right <= 1824 && panel.top >= 54 && panel.bottom <= 1026,
    });
  }
  return found;
}
