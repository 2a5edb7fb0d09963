import { fitAll } from '../fit.js';
import { fadeIn, fadeOut } from '../motion.js';
import { span } from '../words.js';

/**
 * What all kinds of layers have in common: a panel in their box, that is there or not.
 *
 * @typedef {import('../room.js').Layer} Layer
 * @typedef {import('../programme.js').Picture} Picture
 */

const COMES_MS = 300;

/** @type {Set<HTMLElement>} */
const waiting = new Set();

/** Fits it together with all others of this picture. @param {HTMLElement} figure */
export function fitSoon(figure) {
  waiting.add(figure);
}

/** Fits what waits, with one layout. */
export function fitWaiting() {
  if (waiting.size === 0) return;
  fitAll(waiting);
  waiting.clear();
}

export class Face {
  section;
  panel = span('panel', '', 'div');
  #there = false;
  /** @type {(() => void) | null} */
  #callBack = null;

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    section.dataset.empty = '';
    section.append(this.panel);
  }

  /**
   * @param {Layer} _layer @param {Picture} _picture
   * @returns {number | null | void} Milliseconds after which it reads differently.
   */
  show(_layer, _picture) {}

  /** Type metrics or the box have changed. */
  refit() {
    for (const figure of this.panel.querySelectorAll('.figure')) fitSoon(/** @type {HTMLElement} */ (figure));
  }

  /** What the box has room for; the style sheet knows what that means. @param {string} shape */
  shape(shape) {
    if (this.section.dataset.shape === shape) return;
    this.section.dataset.shape = shape;
    this.refit();
  }

  /** It is taken off the canvas. */
  leave() {}

  /**
   * @param {boolean} there Whether there is anything to show. @param {boolean} moves
   * @returns {boolean} The same.
   */
  be(there, moves) {
    if (there === this.#there) return there;
    this.#there = there;
    this.#callBack?.();
    this.#callBack = null;
    if (there) {
      delete this.section.dataset.empty;
      if (moves) fadeIn(this.panel, COMES_MS);
    } else if (moves) {
      this.#callBack = fadeOut(this.panel, COMES_MS, () => { this.section.dataset.empty = ''; });
    } else this.section.dataset.empty = '';
    return there;
  }
}

/** @param {Layer} layer @param {number} width At its widest, in heights. @param {number} height From which on it is more than a line. */
export function shapeOf(layer, width, height) {
  return layer.height < height ? 'line' : layer.width > layer.height * width ? 'wide' : 'tall';
}
