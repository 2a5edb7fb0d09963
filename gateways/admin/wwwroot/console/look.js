// Light or dark: as chosen on this device, else as the system is. Before the first paint, so that nothing flashes.
(() => {
  'use strict';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => localStorage.getItem('look');
  const apply = () => { document.documentElement.dataset.look = chosen() ?? (dark.matches ? 'dark' : 'light'); };
  dark.addEventListener('change', apply);
  apply();
  window.look = {
    isDark: () => document.documentElement.dataset.look === 'dark',
    choose(isDark) {
      localStorage.setItem('look', isDark ? 'dark' : 'light');
      apply();
    },
    focus: (id) => document.getElementById(id)?.focus(),
    isHidden: () => document.visibilityState === 'hidden',
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
  };
  // What a form holds, until it is sent or the tab is closed.
  window.drafts = {
    keep: (form, text) => sessionStorage.setItem(`draft ${form}`, text),
    find: (form) => sessionStorage.getItem(`draft ${form}`),
    drop: (form) => sessionStorage.removeItem(`draft ${form}`),
  };
  // A file that the page made.
  window.files = {
    async save(name, mediaType, stream) {
      const url = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: mediaType }));
      const link = Object.assign(document.createElement('a'), { href: url, download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
  };
})();
