package sundown.transfer;

/** The room left in a library account. The library's figure is advice: a pooled account shows its organisation's. */
public sealed interface Room {
    /** True when so many bytes fit. */
    boolean holds(long bytes);

    /** As much as anyone wants. */
    record Unlimited() implements Room {
        @Override
        public boolean holds(long bytes) {
            return true;
        }
    }

    /**
     * A bounded account.
     *
     * @param limit bytes in all
     * @param used bytes taken; may be more than the limit
     */
    record Limited(long limit, long used) implements Room {
        /** Bytes left; never less than 0. */
        public long free() {
            return Math.max(0, limit - used);
        }

        @Override
        public boolean holds(long bytes) {
            return bytes <= free();
        }
    }
}
