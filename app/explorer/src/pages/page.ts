import { useEffect, useRef } from "preact/hooks";

let shown: string | null = null;

/** Gives the page its title, and its heading the focus when another page takes its place. */
export function usePage(title: string | null) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (title === null) {
      return;
    }
    document.title = title === "Nyhendegraf" ? title : `${title.slice(0, 200)} – Nyhendegraf`;
    if (shown !== null && shown !== title && !location.hash && document.activeElement !== heading.current) {
      // Whoever types somewhere else is not interrupted.
      if (!(document.activeElement instanceof HTMLInputElement && document.activeElement.closest("main"))) {
        heading.current?.focus({ preventScroll: true });
        scrollTo(0, 0);
      }
    }
    if (shown === null) {
      performance.mark("first view");
    }
    shown = title;
  }, [title]);
  return heading;
}
