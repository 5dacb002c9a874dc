/** Three strands that cross, as on the posters: the kit's mark. */
export function Strands({ className }: { className: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 24 24"
      fill="none"
      strokeWidth="2.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path stroke="#5aa9d6" d="M2 17h4.500c3 0 4-1.800 5.500-4M14.500 9C15.500 7.500 17 7 19 7h3" />
      <path stroke="#f4a62a" d="M2 12h5c2 0 3.500.200 5 1.500S15.500 17 18 17h4" />
      <path stroke="#e8573f" d="M2 7h4.500c3.500 0 5 5 9 5H22" />
    </svg>
  );
}
