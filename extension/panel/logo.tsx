export function Logo() {
  return (
    <svg width="28" height="28" viewBox="0 0 128 128" aria-hidden="true">
      <rect width="128" height="128" rx="30" fill="#0b6b57" />
      <path d="M36 40h40M36 64h28M36 88h20" stroke="#fff" strokeWidth="11" strokeLinecap="round" />
      <path
        d="M70 62l36 14-15 6-6 15z"
        fill="#ffd166"
        stroke="#ffd166"
        strokeWidth="6"
        strokeLinejoin="round"
      />
    </svg>
  );
}
