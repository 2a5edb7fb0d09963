import { hammerFalls } from '../motion.js';
import { outcomeWords, span } from '../words.js';
import { Face, shapeOf } from './face.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const SVG = 'http://www.w3.org/2000/svg';
const RING = 'M8 84 L-6 76 M14 70 L4 56 M72 70 L80 58 M80 84 L92 78';
const BLOCK = 'M16 94h56a2 2 0 0 1 2 2v6H14v-6a2 2 0 0 1 2-2z M8 104h72v9a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2z';
const HANDLE = 'M62 58l58 2.5a5 5 0 0 1 0 11L62 74z';
const HEAD = 'M24 36h40a3 3 0 0 1 3 3v5H21v-5a3 3 0 0 1 3-3z M25 47h38v33H25z M21 83h46v5a3 3 0 0 1-3 3H24a3 3 0 0 1-3-3z';

/** How it ended, once the hammer has fallen. */
export class SoldBanner extends Face {
  #words = span('outcome', '', 'p');
  #ring = path(RING, 'ring');
  #swing = shape('g', 'swing');
  #said = '';

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    const gavel = shape('svg', 'gavel');
    gavel.setAttribute('viewBox', '-8 28 140 92');
    this.#swing.append(path(HANDLE), path(HEAD));
    gavel.append(this.#ring, path(BLOCK), this.#swing);
    this.panel.append(gavel, this.#words);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { board, moves }) {
    const outcome = board?.outcome ?? null;
    this.shape(shapeOf(layer, 2.4, 90));
    const said = outcome === null ? '' : JSON.stringify(outcome);
    if (said === this.#said) return;
    const wasOver = this.#said !== '';
    this.#said = said;
    if (outcome !== null) {
      this.section.dataset.outcome = outcome.kind;
      this.#words.replaceChildren(...outcomeWords(outcome));
      this.refit();
    }
    const falls = outcome?.kind === 'sold' && moves && !wasOver;
    this.be(outcome !== null, moves);
    if (falls) hammerFalls({ board: null, swing: this.#swing, ring: this.#ring, words: this.#words, dot: null });
  }
}

/** @param {string} name @param {string} className @returns {SVGElement} */
function shape(name, className) {
  const element = document.createElementNS(SVG, name);
  element.setAttribute('class', className);
  return /** @type {SVGElement} */ (element);
}

/** @param {string} line @param {string} [className] */
function path(line, className = '') {
  const element = shape('path', className);
  element.setAttribute('d', line);
  return element;
}
