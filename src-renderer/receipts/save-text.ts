/** Offers a text as a file: the browser's download, or the desktop's own dialog. */
export function saveText(name: string, text: string, mediaType = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
