/** The mark: a sprout with one leaf ahead of the other. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#5546c8" />
      <path d="M16 26V14.5" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M16 16.500c0-5.2 3.6-8.9 9.2-9.3.3 5.8-3.3 9.5-9.2 9.300z" fill="#fff" />
      <path
        d="M16 20.200c0-3.9-2.8-6.7-7.6-7-.2 4.5 2.7 7.3 7.6 7z"
        fill="#fff"
        fillOpacity="0.72"
      />
    </svg>
  );
}
