// The line between the page and the server. It is tried for as long as it takes; a circuit that waits is found as it was, and where the server knows it no
// more the page loads again, with its drafts.
(() => {
  'use strict';
  const pause = 2_000; // ms
  const dialog = document.getElementById('components-reconnect-modal');
  const words = dialog.querySelector('.contact-words');
  let lostAt = 0;
  let trying = false;
  let timer;

  // What is typed while there is no line does not reach the server: it is told afterwards.
  const typed = new Set();
  document.addEventListener('input', (event) => lostAt && typed.add(event.target), true);

  function say() {
    const seconds = Math.round((Date.now() - lostAt) / 1000);
    words.textContent = `Contact with the server is lost${seconds > 3 ? ` for ${seconds} s` : ''}. Trying again…`;
  }

  function back() {
    clearTimeout(timer);
    lostAt = 0;
    if (dialog.open) dialog.close();
    for (const field of typed) {
      if (!field.isConnected) continue;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    typed.clear();
  }

  async function isSignedOut() {
    try {
      return (await fetch('/console/session/none', { method: 'POST', credentials: 'same-origin' })).status === 401;
    } catch {
      return false;
    }
  }

  async function again() {
    if (trying || !lostAt) return;
    trying = true;
    clearTimeout(timer);
    say();
    try {
      if (!(await Blazor.reconnect())) location.reload(); // the server is there, and does not know this page any more
    } catch {
      if (await isSignedOut()) location.reload(); // leads to signing in, and back
      timer = setTimeout(again, pause);
    } finally {
      trying = false;
    }
  }

  dialog.addEventListener('components-reconnect-state-changed', ({ detail }) => {
    switch (detail.state) {
      case 'show':
        lostAt ||= Date.now();
        say();
        if (!dialog.open) dialog.show();
        break;
      case 'hide':
        back();
        break;
      case 'failed': // blazor.web.js has given up, and this has not
        again();
        break;
      case 'rejected':
      case 'resume-failed':
        location.reload();
        break;
      default:
        say();
    }
  });
  // Clerk's script takes the session's cookie away for a moment as it loads: without it there is no line.
  (window.sessionReady ?? Promise.resolve()).then(() => Blazor.start());

  dialog.querySelector('.contact-retry').addEventListener('click', again);
  window.addEventListener('online', again);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && again());
})();
