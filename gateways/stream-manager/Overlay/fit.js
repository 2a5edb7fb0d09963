/**
 * Shrinks a figure's type until it fits its box: eighteen decimals must be read in full, so an ellipsis will not do.
 * The box is its parent's width, and the style sheet multiplies the font size by --fit.
 * @param {HTMLElement} figure
 */
export function fit(figure) {
  fitAll([figure]);
}

/**
 * The same for many, with one layout: all are let out, then all are measured, then all are taken in.
 * @param {Iterable<HTMLElement>} figures
 */
export function fitAll(figures) {
  const all = [...figures];
  for (const figure of all) figure.style.setProperty('--fit', '1');
  const widths = all.map((figure) => [figure.scrollWidth, figure.clientWidth]);
  all.forEach((figure, i) => {
    const [wanted, room] = widths[i];
    // A little less than what would just fit: glyph widths do not scale by the hair.
    if (wanted > room) figure.style.setProperty('--fit', (Math.floor((room / wanted) * 990) / 1000).toString());
  });
}

const MOST_TRIES = 8;

/**
 * The largest type in which words fit their box whole; breaks within a word only where even the least is too large.
 * The style sheet takes the size from --size.
 * @param {HTMLElement} words @param {number} most In pixels. @param {number} least In pixels.
 */
export function fitWords(words, most, least) {
  const fits = (/** @type {number} */ size) => {
    words.style.setProperty('--size', `${size}px`);
    return words.scrollHeight <= words.clientHeight + 1 && words.scrollWidth <= words.clientWidth;
  };
  words.classList.remove('torn');
  if (fits(most)) return;
  let [low, high] = [least, most];
  for (let tries = 0; tries < MOST_TRIES && high - low > 0.5; tries++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  words.classList.toggle('torn', !fits(low));
}
