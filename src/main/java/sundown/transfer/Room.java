package sundown.transfer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;

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
     * More room that the library offers. The library decides who gets it.
     *
     * @param bytes the account's whole limit with this offer
     * @param length for how long
     */
    @RegisterForReflection
    record Offer(long bytes, Period length) {
        /** The smallest offer with room for what is there and what is to come; nothing when none is large enough. */
        static Optional<Offer> fitting(List<Offer> offers, Limited room, long needed) {
            return offers.stream()
                    .filter(offer -> needed <= offer.bytes() - room.used())
                    .min(Comparator.comparingLong(Offer::bytes));
        }
    }

    /** The offers that an operator knows of, by the regions in which the library makes them. */
    record Offers(Map<Region, List<Offer>> byRegion) {
        private static final Pattern ENTRY =
                Pattern.compile("(?<regions>[A-Z,]+)=(?<size>\\d+)GB/(?<length>P\\d+[MY])");
        private static final long GIGABYTE = 1_000_000_000;

        public Offers {
            byRegion = Map.copyOf(byRegion);
        }

        /**
         * Reads entries with blanks between them, {@code IN,ID=100GB/P3M IN=200GB/P1M} for example.
         *
         * @throws IllegalArgumentException when an entry has another form
         */
        public static Offers read(String entries) {
            return new Offers(Stream.of(entries.split(" ", -1))
                    .filter(entry -> !entry.isEmpty())
                    .flatMap(Offers::readEntry)
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
        }

        private static Stream<Map.Entry<Region, Offer>> readEntry(String entry) {
            Matcher parts = ENTRY.matcher(entry);
            if (!parts.matches()) {
                throw new IllegalArgumentException("no offer of storage: " + entry);
            }
            Offer offer =
                    new Offer(Long.parseLong(parts.group("size")) * GIGABYTE, Period.parse(parts.group("length")));
            return Stream.of(parts.group("regions").split(",", -1)).map(region -> Map.entry(new Region(region), offer));
        }

        /** The offers in a region. */
        public List<Offer> in(Region region) {
            return byRegion.getOrDefault(region, List.of());
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
