import { captionNow } from '../board.js';
import { clipped } from '../caption.js';
import { fitWords } from '../fit.js';
import { fadeIn } from '../motion.js';
import { span, write } from '../words.js';
import { Face } from './face.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

const LARGEST = 44;
const LEAST = 12;
/** Characters; the house takes no more. */
const LONGEST = 300;
const COMES_MS = 300;

/** The stream's caption while there is one. */
export class CaptionWords extends Face {
  #words = span('words', '', 'p');
  #height = 0;
  #scale = 1;

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    this.#words.dir = 'auto';
    this.panel.append(this.#words);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show({ height, style }, { room, now, scale, streamMoves }) {
    const caption = captionNow(room, now);
    if (caption === null) return null; // until the house's time is known again, what stands stands
    [this.#height, this.#scale] = [height, (scale * (style?.scale ?? 100)) / 100];
    const stood = this.section.dataset.empty === undefined;
    if (caption.text !== '' && write(this.#words, clipped(caption.text, LONGEST))) {
      this.refit();
      if (stood && streamMoves) fadeIn(this.#words, COMES_MS);
    }
    this.be(caption.text !== '', streamMoves);
    return caption.changesIn;
  }

  /** @override */
  refit() {
    fitWords(this.#words, Math.min(LARGEST, this.#height * 0.42) * this.#scale, LEAST);
  }
}
