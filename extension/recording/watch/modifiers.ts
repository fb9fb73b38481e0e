type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

export function modifiersOf(event: MouseEvent | KeyboardEvent): Modifier[] {
  const held: [boolean, Modifier][] = [
    [event.altKey, 'Alt'],
    [event.ctrlKey, 'Control'],
    [event.metaKey, 'Meta'],
    [event.shiftKey, 'Shift'],
  ];
  return held.filter(([isHeld]) => isHeld).map(([, name]) => name);
}
