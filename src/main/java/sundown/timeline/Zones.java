package sundown.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;

/** The time zones of the world's regions, by {@code zones.txt}, and the first and last moments of a date in them. */
public final class Zones {
    private static final Map<Region, List<ZoneId>> OF_REGIONS = read();

    private Zones() {}

    /** The regions whose zones are known. */
    static Stream<Region> regions() {
        return OF_REGIONS.keySet().stream();
    }

    /** The zones in which some place of these regions lies. */
    static Set<ZoneId> of(Stream<Region> regions) {
        return regions.map(region -> OF_REGIONS.getOrDefault(region, List.of()))
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    /** The zone of a region's capital or of most of its people; UTC if its zones are not known. */
    public static ZoneId main(Region region) {
        return OF_REGIONS.getOrDefault(region, List.of()).stream().findFirst().orElse(ZoneOffset.UTC);
    }

    /** The first moment of a day in any of these zones; in UTC if there are none. */
    static Instant start(LocalDate day, Set<ZoneId> zones) {
        return zones.stream()
                .map(zone -> day.atStartOfDay(zone).toInstant())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The first instant at which a day is over in all of these zones; in UTC if there are none. */
    static Instant end(LocalDate day, Set<ZoneId> zones) {
        return zones.stream()
                .map(zone -> end(day, zone))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> end(day, ZoneOffset.UTC));
    }

    /** A clock that is set back across midnight has the end of the day twice, and the second one counts. */
    private static Instant end(LocalDate day, ZoneId zone) {
        ZonedDateTime midnight = day.plusDays(1).atStartOfDay(zone);
        ZonedDateTime second = midnight.withLaterOffsetAtOverlap();
        return (second.toInstant().minusNanos(1).atZone(zone).toLocalDate().equals(day) ? second : midnight)
                .toInstant();
    }

    private static Map<Region, List<ZoneId>> read() {
        try (InputStream file = Zones.class.getResourceAsStream("/zones.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .collect(Collectors.toUnmodifiableMap(
                            line -> new Region(line[0]),
                            line -> Stream.of(line).skip(1).map(ZoneId::of).toList()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("zones.txt cannot be read", unreadable);
        }
    }
}
