import { gunzip } from './gunzip';

// Scripts that the page holds compressed run in their order, each as if it stood there. The page's policy knows them by
// the hash of their text.
async function runPacked(): Promise<void> {
  for (const packed of document.querySelectorAll('script[type="application/gzip"]')) {
    const script = document.createElement('script');
    script.textContent = new TextDecoder().decode(await gunzip(packed.textContent ?? ''));
    packed.replaceWith(script);
  }
}

void runPacked();
