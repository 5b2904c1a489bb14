// Writes the viewer's time zone and theme into cookies (so that the server's first paint is right)
// and tells the page when they change.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const read = name => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1];
  const write = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`; };
  const listeners = new Set();

  const view = () => {
    const theme = read('pm_theme') ?? 'system';
    const dark = theme === 'dark' || (theme === 'system' && system.matches);
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    write('pm_tz', timeZone);
    write('pm_dark', dark ? '1' : '0');
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    return { timeZone, theme, dark };
  };

  const tell = () => { const seen = view(); for (const listener of listeners) listener.invokeMethodAsync('Seen', seen).catch(() => listeners.delete(listener)); };
  system.addEventListener('change', tell);

  window.penguinViewer = {
    watch: listener => { listeners.add(listener); return view(); },
    setTheme: theme => { write('pm_theme', theme); tell(); },
  };
  // The first page a dark screen ever gets was painted light, for want of a cookie: ask for it again before anything shows.
  const first = read('pm_dark') === undefined;
  const { dark } = view();
  if (first && dark && read('pm_dark') === '1') location.reload();
})();
