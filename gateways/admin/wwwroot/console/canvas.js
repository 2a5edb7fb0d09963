// Hands on the canvas: boxes follow the pointer and the arrow keys at once, and the page is told where they were put once they rest. Places are in pixels
// of the canvas, which is 1920 by 1080 whatever its size on the screen.
const WIDTH = 1920;
const HEIGHT = 1080;
const NEAR = 7; // px of the screen within which an edge snaps
const REST = 250; // ms without a key
const LEAST = 8; // px; a smaller layer is typed
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function attach(stage, desk) {
  let drag = null; // what the pointer holds
  let keys = null; // what the keys have moved and nobody was told of
  let rest;

  const placeOf = (box) => Object.fromEntries(['x', 'y', 'w', 'h'].map((side) => [side, parseInt(box.style.getPropertyValue(`--${side}`), 10)]));

  function show(box, place) {
    for (const side of ['x', 'y', 'w', 'h']) box.style.setProperty(`--${side}`, place[side]);
  }

  function guide(along, at) {
    const line = stage.querySelector(`:scope > .guide[data-along="${along}"]`);
    line.hidden = at === null;
    if (at !== null) line.style.setProperty('--at', at);
  }

  function tell(id, { x, y, w, h }) {
    return desk.invokeMethodAsync('Placed', id, x, y, w, h);
  }

  /** The lines to which a box snaps: the canvas's and the other boxes' edges and middles. */
  function lines(box, start, size, whole) {
    const found = [0, whole / 2, whole];
    for (const other of stage.querySelectorAll('.box')) {
      if (other === box) continue;
      const place = placeOf(other);
      found.push(place[start], place[start] + place[size] / 2, place[start] + place[size]);
    }
    return found;
  }

  /** How far to the nearest line, from the nearest of the box's own; none where none is near. */
  function pull(own, others, near) {
    let best = null;
    for (const mine of own) {
      for (const line of others) {
        const by = line - mine;
        if (Math.abs(by) <= near && (best === null || Math.abs(by) < Math.abs(best.by))) best = { by, line };
      }
    }
    return best;
  }

  function snapped(place) {
    const near = NEAR / drag.scale;
    for (const [along, start, size] of [['x', 'x', 'w'], ['y', 'y', 'h']]) {
      const [first, last] = along === 'x' ? ['w', 'e'] : ['n', 's'];
      const { handle } = drag;
      const [from, to] = [place[start], place[start] + place[size]];
      const own = handle === '' ? [from, (from + to) / 2, to] : handle.includes(first) ? [from] : handle.includes(last) ? [to] : [];
      const found = pull(own, drag.lines[along], near);
      guide(along, found?.line ?? null);
      if (found === null) continue;
      if (handle === '') place[start] += found.by;
      else if (handle.includes(first)) [place[start], place[size]] = [place[start] + found.by, place[size] - found.by];
      else place[size] += found.by;
    }
    return place;
  }

  /** Whole pixels, within what the house takes. */
  function allowed({ x, y, w, h }) {
    const within = (value, least, most) => Math.min(most, Math.max(least, Math.round(value)));
    return { x: within(x, -WIDTH, 2 * WIDTH), y: within(y, -HEIGHT, 2 * HEIGHT), w: within(w, 1, 2 * WIDTH), h: within(h, 1, 2 * HEIGHT) };
  }

  function down(event) {
    const box = event.target.closest('.box');
    if (box === null || event.button !== 0) return;
    event.preventDefault();
    settle();
    box.focus({ preventScroll: true });
    stage.setPointerCapture(event.pointerId);
    drag = {
      box, id: box.dataset.layer, handle: event.target.dataset.handle ?? '', from: placeOf(box), at: null, x: event.clientX, y: event.clientY, scale: stage.clientWidth / WIDTH,
      lines: { x: lines(box, 'x', 'w', WIDTH), y: lines(box, 'y', 'h', HEIGHT) },
    };
  }

  function move(event) {
    if (drag === null) return;
    const [dx, dy] = [(event.clientX - drag.x) / drag.scale, (event.clientY - drag.y) / drag.scale];
    if (drag.at === null && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 3) return; // a click is not a move
    const { from, handle } = drag;
    const place = { ...from };
    if (handle === '') [place.x, place.y] = [from.x + dx, from.y + dy];
    if (handle.includes('e')) place.w = Math.max(LEAST, from.w + dx);
    if (handle.includes('s')) place.h = Math.max(LEAST, from.h + dy);
    if (handle.includes('w')) [place.x, place.w] = [Math.min(from.x + dx, from.x + from.w - LEAST), Math.max(LEAST, from.w - dx)];
    if (handle.includes('n')) [place.y, place.h] = [Math.min(from.y + dy, from.y + from.h - LEAST), Math.max(LEAST, from.h - dy)];
    if (event.altKey) ['x', 'y'].forEach((along) => guide(along, null));
    drag.at = allowed(event.altKey ? place : snapped(place));
    show(drag.box, drag.at);
  }

  function up() {
    const held = drag;
    drop();
    if (held?.at) tell(held.id, held.at);
  }

  function drop() {
    drag = null;
    guide('x', null);
    guide('y', null);
  }

  function key(event) {
    const box = event.target.closest('.box');
    if (box === null || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && drag !== null) {
      show(drag.box, drag.from);
      drop();
      return;
    }
    if (event.key === 'Delete') {
      event.preventDefault();
      desk.invokeMethodAsync('Unwanted', box.dataset.layer);
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      desk.invokeMethodAsync('Chosen', box.dataset.layer);
      return;
    }
    const way = ARROWS[event.key];
    if (way === undefined) return;
    event.preventDefault(); // no scrolling, and Alt with an arrow would leave the page
    const [dx, dy] = way.map((step) => step * (event.shiftKey ? 10 : 1));
    const id = box.dataset.layer;
    if (keys !== null && keys.id !== id) settle();
    // What the page paints meanwhile may be older than what the keys have done.
    const at = keys?.place ?? placeOf(box);
    keys = { id, place: allowed(event.altKey ? { ...at, w: at.w + dx, h: at.h + dy } : { ...at, x: at.x + dx, y: at.y + dy }), told: false };
    show(box, keys.place);
    clearTimeout(rest);
    rest = setTimeout(settle, REST);
  }

  /** Tells where the keys have put a box. */
  async function settle() {
    clearTimeout(rest);
    const moved = keys;
    if (moved === null || moved.told) return;
    moved.told = true;
    try {
      await tell(moved.id, moved.place);
    } finally {
      if (keys === moved) keys = null;
    }
  }

  function focused(event) {
    const box = event.target.closest('.box');
    if (box !== null && box.dataset.chosen === undefined) desk.invokeMethodAsync('Chosen', box.dataset.layer);
  }

  const hands = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, keydown: key, focusin: focused, focusout: settle };
  for (const [name, hand] of Object.entries(hands)) stage.addEventListener(name, hand);
  return {
    letGo() {
      clearTimeout(rest);
      for (const [name, hand] of Object.entries(hands)) stage.removeEventListener(name, hand);
    },
  };
}
