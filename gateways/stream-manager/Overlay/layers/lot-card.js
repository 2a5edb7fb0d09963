import { Plate } from '../plate.js';
import { span, write } from '../words.js';
import { Face, shapeOf } from './face.js';

/** @typedef {import('../programme.js').Picture} Picture @typedef {import('../room.js').Layer} Layer */

/** Below this height there is room for words alone. */
const BARE = 110;

/** The lot's picture, name and title. */
export class LotCard extends Face {
  #status = span('status');
  #place = span('place');
  #name = span('lot-name', '', 'h1');
  #title = span('title', '', 'p');
  #reserve = span('reserve', '', 'p');
  #plate;

  /** @param {HTMLElement} section */
  constructor(section) {
    super(section);
    const [figure, monogram, picture] = [span('plate', '', 'figure'), span('monogram'), document.createElement('img')];
    Object.assign(picture, { className: 'picture', alt: '', referrerPolicy: 'no-referrer' });
    for (const words of [this.#name, this.#title, monogram]) words.dir = 'auto';
    figure.append(monogram, picture, span('red-dot'));
    this.#plate = new Plate(figure, picture, monogram);
    const [label, eyebrow, notes] = [span('label', '', 'div'), span('eyebrow caps', '', 'p'), span('notes', '', 'div')];
    eyebrow.append(span('lamp'), this.#status, this.#place);
    notes.append(this.#title, this.#reserve);
    label.append(eyebrow, this.#name, notes);
    this.panel.append(figure, label);
  }

  /** @param {Layer} layer @param {Picture} picture @override */
  show(layer, { room: { auction }, board, lotComes }) {
    if (!this.be(board !== null, lotComes) || board === null || auction === null) return null;
    const { dataset } = this.section;
    this.shape(shapeOf(layer, 1.5, BARE));
    dataset.tone = board.tone;
    if (board.outcome === null) delete dataset.outcome;
    else dataset.outcome = board.outcome.kind;
    write(this.#status, board.status);
    write(this.#place, board.place);
    write(this.#name, board.name);
    write(this.#title, board.title);
    write(this.#reserve, board.reserve);
    this.#reserve.dataset.met = String(auction.view.reserveMet ?? '');
    this.#plate.show(board.name, auction.view.lot?.image);
    return board.changesIn;
  }
}
