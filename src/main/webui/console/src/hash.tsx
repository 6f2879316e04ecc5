import type { VNode } from 'preact';

/** A hash in blocks of eight, which people can compare; it is copied without the blanks. */
export function Hash({ of }: { of: string }): VNode {
  return (
    <p class="hash">
      <code>
        {of.match(/.{1,8}/g)?.map((block, index) => (
          <span key={index}>{block}</span>
        ))}
      </code>
    </p>
  );
}
