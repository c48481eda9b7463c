/** Stands where something will be in a moment: nothing to see or to hear, but whoever waits for the whole screen can tell. */
export const Reading = () => <span hidden data-reading="" />;
