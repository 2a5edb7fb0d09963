/**
 * The lot's picture, or, until it is here and whenever it cannot be, a plate with the initials of the lot.
 */

/** Art squarer than this fills the plate; anything else is shown whole, as a catalogue would. */
const NEARLY_SQUARE = 1.2;

export class Plate {
  #plate;
  #picture;
  #monogram;
  #shown = '';

  /** @param {HTMLElement} plate @param {HTMLImageElement} picture @param {HTMLElement} monogram */
  constructor(plate, picture, monogram) {
    this.#plate = plate;
    this.#picture = picture;
    this.#monogram = monogram;
    picture.onload = () => {
      const shape = picture.naturalWidth / picture.naturalHeight;
      picture.dataset.fit = shape < NEARLY_SQUARE && shape > 1 / NEARLY_SQUARE ? 'cover' : 'contain';
      plate.dataset.image = 'shown';
    };
    picture.onerror = () => delete plate.dataset.image;
  }

  /** @param {string} name @param {unknown} image */
  show(name, image) {
    const monogram = initials(name);
    if (this.#monogram.textContent !== monogram) this.#monogram.textContent = monogram;

    const address = safeAddress(image);
    if (address === this.#shown) return; // loading it again would blink on air
    this.#shown = address;
    delete this.#plate.dataset.image;
    if (address === '') this.#picture.removeAttribute('src');
    else this.#picture.src = address;
  }
}

/** Only what an <img> may load; token metadata also holds ipfs: addresses and worse. @param {unknown} image */
function safeAddress(image) {
  if (typeof image !== 'string' || image.trim() === '') return '';
  try {
    const address = new URL(image.trim(), location.href);
    return ['http:', 'https:', 'data:'].includes(address.protocol) ? address.href : '';
  } catch {
    return '';
  }
}

/** @param {string} name @returns {string} The first letters of two words at most, in any script. */
function initials(name) {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word)).slice(0, 2);
  return words.map((word) => (word.match(/^.\p{M}*/u)?.[0] ?? '').slice(0, 4)).join('').toLocaleUpperCase('en') || 'S';
}
