import { Face } from './face.js';
import { sourceOf } from './source.js';

/** @typedef {import('../room.js').Layer} Layer */

/** A picture; nothing where it cannot be had. */
export class Picture extends Face {
  #image = document.createElement('img');
  #source = '';

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    Object.assign(this.#image, { alt: '', referrerPolicy: 'no-referrer' });
    this.#image.onload = () => this.#become(true);
    this.#image.onerror = () => this.#become(false);
    this.panel.append(this.#image);
  }

  /** @param {Layer} layer @override */
  show({ content }) {
    this.#image.dataset.fit = content?.fit ?? 'contain';
    const source = sourceOf(content?.source);
    if (source === this.#source) return; // loading it again would blink on air
    this.#source = source;
    if (source === '') this.#become(false);
    if (source === '') this.#image.removeAttribute('src');
    else this.#image.src = source; // until it is here, the old one stands
  }

  /** @param {boolean} loaded */
  #become(loaded) {
    this.be(loaded && this.#source !== '', false);
  }
}
