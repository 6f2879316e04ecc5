package sundown.transfer;

import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * More room that the library sells, from the notice: 100 GB for three months as an introduction, or a larger plan for a
 * month where more is needed.
 *
 * @param name stable, for apps
 * @param bytes the account's whole limit with this plan
 * @param length for how long
 */
public record RoomOffer(String name, long bytes, Period length) {
    private static final long GIGABYTE = 1L << 30;

    /** The plans on offer. */
    public static final List<RoomOffer> ALL = List.of(
            new RoomOffer("introductory-100-gb", 100 * GIGABYTE, Period.ofMonths(3)),
            new RoomOffer("200-gb", 200 * GIGABYTE, Period.ofMonths(1)),
            new RoomOffer("2-tb", 2048 * GIGABYTE, Period.ofMonths(1)),
            new RoomOffer("5-tb", 5 * 1024 * GIGABYTE, Period.ofMonths(1)),
            new RoomOffer("10-tb", 10 * 1024 * GIGABYTE, Period.ofMonths(1)));

    /** The smallest plan in which what is there and what is to come fit together; nothing when none is large enough. */
    public static Optional<RoomOffer> fitting(Room.Limited room, long needed) {
        return ALL.stream()
                .filter(offer -> needed <= offer.bytes() - room.used())
                .min(Comparator.comparingLong(RoomOffer::bytes));
    }
}
