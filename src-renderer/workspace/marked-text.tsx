/** An excerpt of the search: what matched stands between U+E000 and U+E001. */
export function MarkedText({ text }: { text: string }) {
  const pieces = text.split('\uE000').flatMap((piece, index) => {
    if (index === 0) return [{ text: piece, hit: false }];
    const [hit = '', rest = ''] = piece.split('\uE001');
    return [
      { text: hit, hit: true },
      { text: rest, hit: false },
    ];
  });
  return (
    <>
      {pieces.map((piece, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in order
        piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
      )}
    </>
  );
}
