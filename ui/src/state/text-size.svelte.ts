// How large the reader's text is, now: the system's setting and the zoom can change while the app runs. Nearly all is
// measured in rem and follows by itself; this is for what has to be counted, such as the rows of a long list.
class TextSize {
  /** One rem in pixels; 16 unless the reader asked for another size. */
  rem = $state(Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

  /** Follows the width of an element that is one rem wide. */
  follow(probe: HTMLElement): () => void {
    const observer = new ResizeObserver(() => {
      this.rem = probe.getBoundingClientRect().width;
    });
    observer.observe(probe);
    return () => observer.disconnect();
  }
}

export const textSize = new TextSize();
