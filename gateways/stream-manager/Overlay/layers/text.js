import { clipped } from '../caption.js';
import { fitWords } from '../fit.js';
import { span, write } from '../words.js';
import { Face } from './face.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const LARGEST = 160;
const LEAST = 12;
/** Characters; the house takes no more. */
const LONGEST = 1_000;

/** Words, as large as they fit. */
export class Words extends Face {
  #words = span('words', '', 'p');
  #most = LARGEST;

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    this.#words.dir = 'auto';
    this.panel.append(this.#words);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show({ height, content, style }, { scale, streamMoves }) {
    const text = clipped(content?.text ?? '', LONGEST);
    this.#most = Math.min(LARGEST, height * 0.5) * scale * (style?.scale ?? 100) / 100;
    if (write(this.#words, text)) this.refit();
    this.be(text.trim() !== '', streamMoves);
  }

  /** @override */
  refit() {
    fitWords(this.#words, this.#most, LEAST);
  }
}
