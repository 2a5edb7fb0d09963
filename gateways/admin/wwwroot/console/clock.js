// <time-left until="2026-11-27T20:00:00Z" server="2026-11-27T19:58:00.1Z">: how long it is until then, counted by the page and corrected by the house's clock.
// Nothing is sent while it counts. Under a minute it counts tenths, and says so to style sheets (data-near).
class TimeLeft extends HTMLElement {
  static observedAttributes = ['until', 'server'];
  #offset = 0;
  #timer;

  connectedCallback() { this.#tick(); }

  disconnectedCallback() { clearTimeout(this.#timer); }

  attributeChangedCallback(name, _, value) {
    if (name === 'server' && value) this.#offset = Date.parse(value) - Date.now();
    if (this.isConnected) this.#tick();
  }

  #tick() {
    clearTimeout(this.#timer);
    const until = Date.parse(this.getAttribute('until') ?? '');
    if (Number.isNaN(until)) {
      this.textContent = this.getAttribute('without') ?? '–';
      this.dataset.near = '';
      return;
    }
    const left = Math.max(0, until - (Date.now() + this.#offset));
    const near = left < 60_000;
    const text = TimeLeft.words(left);
    if (this.textContent !== text) this.textContent = text;
    this.dataset.near = left === 0 ? 'over' : left < 10_000 ? 'very' : near ? 'yes' : '';
    if (left > 0) this.#timer = setTimeout(() => this.#tick(), near ? 100 : 1000 - ((Date.now() + this.#offset) % 1000) + 5);
  }

  static words(left) {
    const two = (n) => String(n).padStart(2, '0');
    if (left < 60_000) return `${Math.floor(left / 1000)}.${Math.floor((left % 1000) / 100)} s`;
    const seconds = Math.floor(left / 1000);
    const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
    if (days > 0) return `${days} d ${hours} h`;
    return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  }
}
customElements.define('time-left', TimeLeft);
