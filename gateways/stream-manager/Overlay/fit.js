/**
 * Shrinks a figure's type until it fits its box: eighteen decimals must be read in full, so an ellipsis will not do.
 * The box is its parent's width, and the style sheet multiplies the font size by --fit.
 * @param {HTMLElement} figure
 */
export function fit(figure) {
  figure.style.setProperty('--fit', '1');
  const wanted = figure.scrollWidth;
  const room = figure.clientWidth;
  // A little less than what would just fit: glyph widths do not scale by the hair.
  if (wanted > room) figure.style.setProperty('--fit', (Math.floor((room / wanted) * 990) / 1000).toString());
}
