import { el } from '../../../figures/page/elements';

/**
 * Lets the reader open an image file: by a button, by dropping it on the page, or by pasting it.
 *
 * @param onPhoto Called with the file.
 * @returns The button.
 */
export function photoInput(onPhoto: (file: File) => void): HTMLElement {
  const open = (files: Iterable<File> | null | undefined): boolean => {
    const image = [...(files ?? [])].find(({ type }) => type.startsWith('image/')) ?? [...(files ?? [])][0];
    if (image) onPhoto(image);
    return image !== undefined;
  };
  const input = el('input', {
    type: 'file',
    accept: 'image/*',
    change: () => {
      open(input.files);
      // So that the same file can be chosen again.
      input.value = '';
    },
  });
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
  // Anywhere on the page: elsewhere the browser would leave the report to show the file.
  document.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    open(event.dataTransfer?.files);
  });
  document.addEventListener('paste', (event) => {
    if (open(event.clipboardData?.files)) event.preventDefault();
  });
  return el('label', { class: 'photo-input' }, 'Choose a photo', input);
}
