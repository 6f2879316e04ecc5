package sundown.transfer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** The room in a library account. The figure is a hint: a pooled account shows that of its organisation. */
public sealed interface Room {
    boolean holds(long bytes);

    /** An account without a limit. */
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
     * @param used bytes in use; may be more than the limit
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

    /**
     * More room that the library sells, from the notice: 100 GB for three months as an introduction, or a larger plan
     * for a month where more is needed.
     *
     * @param name stable, for apps
     * @param bytes the account's whole limit with this plan
     * @param length for how long
     */
    @RegisterForReflection
    record Offer(String name, long bytes, Period length) {
        private static final long GIGABYTE = 1L << 30;

        /** The plans on offer, the smallest first. */
        public static final List<Offer> ALL = List.of(
                new Offer("introductory-100-gb", 100 * GIGABYTE, Period.ofMonths(3)),
                new Offer("200-gb", 200 * GIGABYTE, Period.ofMonths(1)),
                new Offer("2-tb", 2048 * GIGABYTE, Period.ofMonths(1)),
                new Offer("5-tb", 5 * 1024 * GIGABYTE, Period.ofMonths(1)),
                new Offer("10-tb", 10 * 1024 * GIGABYTE, Period.ofMonths(1)));

        /** The smallest plan with room for what is there and what is to come; nothing when none is large enough. */
        public static Optional<Offer> fitting(Limited room, long needed) {
            return ALL.stream()
                    .filter(offer -> needed <= offer.bytes() - room.used())
                    .findFirst();
        }
    }

    /** Whether the library account has room for the pending items. */
    sealed interface RoomCheck {
        /** Unknown; the next batch asks first. */
        record Open() implements RoomCheck {}

        /** There is room, or the user continues without. */
        record Settled() implements RoomCheck {}

        /** The last answer was that there is not enough. */
        record Missing(Room.Limited room) implements RoomCheck {}
    }
}
