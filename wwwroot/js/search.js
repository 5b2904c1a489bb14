// Quick search by keyboard: Ctrl-K or Cmd-K presses the button of Shell/Search/QuickSearch.razor from wherever one is.
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    const button = document.querySelector('[data-quick-search]');
    if (!button) return;
    event.preventDefault();
    button.click();
  } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && event.target.matches?.('[data-quick-search-input]')) {
    // They walk the list; the cursor in the field stays where it is.
    event.preventDefault();
    requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('.search-hit.chosen')?.scrollIntoView({ block: 'nearest' })));
  }
});
