package sundown.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.simulation.Report;
import sundown.simulation.Simulation;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.run.BucketPolicy;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Violation;

/** The simulation finds every planted bug, and finds nothing in the same world without the bug. */
@ResourceLock(Simulation.LOGS)
@Tag("instruments")
class PlantedBugsTest {
    private static final int SEEDS = 1_000;

    /**
     * The first seeds that find a bug where it takes more than twenty; the search for the others begins with seed 1.
     * They move when a change adds a call of a port; {@link #main} finds them again.
     */
    private static final Map<Plant, Long> FIRST_SEEDS = Map.ofEntries(
            Map.entry(PlantedBug.AN_EARLIER_PAYMENT_COUNTS_AS_LATE, 74L),
            Map.entry(PlantedBug.AN_EARLY_BOUNCE_IS_DROPPED, 67L),
            Map.entry(PlantedBug.ASKED_AGAIN_WITHOUT_END, 42L),
            Map.entry(PlantedBug.A_CLAIM_IS_NOT_RELEASED, 34L),
            Map.entry(PlantedBug.A_LATE_PAYMENT_GOES_BACK_TWICE, 53L),
            Map.entry(PlantedBug.A_PENDING_REFUND_IS_LEFT_ALONE, 478L),
            Map.entry(PlantedBug.A_RELEASED_CLAIM_PROTECTS_NOBODY, 851L),
            Map.entry(PlantedBug.CONFIRMED_VOLUMES_ARE_FORGOTTEN, 27L),
            Map.entry(PlantedBug.DATES_ARE_READ_FROM_A_CACHE, 626L),
            Map.entry(PlantedBug.DAY_IGNORED, 37L),
            Map.entry(PlantedBug.DEAD_ATTEMPTS_STAY, 27L),
            Map.entry(PlantedBug.EACH_REQUEST_HAS_ITS_OWN_KEY, 74L),
            Map.entry(PlantedBug.FOLDERS_ARE_LISTED_ONCE, 269L),
            Map.entry(PlantedBug.LINKS_OUTLIVE_THE_ARCHIVE, 27L),
            Map.entry(PlantedBug.NOBODY_LOOKS_AFTER_TRANSFERS, 21L),
            Map.entry(PlantedBug.NOTHING_IS_BROUGHT_FORWARD, 23L),
            Map.entry(PlantedBug.NOTHING_IS_FOUND, 23L),
            Map.entry(PlantedBug.NOTHING_IS_FOUND_AND_NOBODY_GUARDS, 123L),
            Map.entry(PlantedBug.NOTHING_WAITS, 23L),
            Map.entry(PlantedBug.PEOPLE_ARE_TOLD_TOO_LATE, 113L),
            Map.entry(PlantedBug.REFUNDS_ARE_SAVED_WITHOUT_VERSION_CHECK, 992L),
            Map.entry(PlantedBug.REPEATED_AFTER_THE_WINDOW, 382L),
            Map.entry(PlantedBug.THE_ALARM_DOES_NOT_RING, 69L),
            Map.entry(PlantedBug.THE_BREAKER_IS_NOT_HEEDED, 104L),
            Map.entry(PlantedBug.THE_HALF_DELETED_IS_NOT_PUT_DOWN, 32L),
            Map.entry(PlantedBug.THE_KILL_SWITCH_IS_NOT_HEEDED, 32L),
            Map.entry(PlantedBug.TIMES_OVERLAP, 39L),
            Map.entry(PlantedBug.USERS_SET_ASIDE_ARE_FORGOTTEN, 251L),
            Map.entry(PlantedBug.WHAT_IS_NOT_CHOSEN_IS_CALLED_SAFE, 153L),
            Map.entry(PlantedWeakRead.HOLDS, 724L),
            Map.entry(PlantedWeakRead.PURGES, 142L),
            Map.entry(PlantedWeakRead.THE_KILL_SWITCH, 108L),
            Map.entry(PlantedWeakRead.TRANSFERS, 45L),
            Map.entry(PlantedBug.SHARE_IGNORED, 2_878L));

    static Stream<Plant> bugs() {
        return Stream.concat(Stream.of(PlantedBug.values()), Stream.of(PlantedWeakRead.values()));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void findsEachBugWithinAThousandSeeds(Plant bug) {
        requireFound(bug, invariants(bug));
    }

    /** Without the time checks of the functions and the policies of the buckets. */
    @Test
    void findsAnEarlyDeletion() {
        Plant unguarded = new WithoutTimeChecks() {
            @Override
            public <T> T in(Class<T> port, T real) {
                BucketPolicy none = entry -> false;
                return real instanceof BucketPolicy ? port.cast(none) : super.in(port, real);
            }
        };
        requireFound(unguarded, Set.of(DeletionChecks.CLOSE));
    }

    private static Set<String> invariants(Plant bug) {
        return bug instanceof PlantedBug planted ? planted.invariants() : Set.of();
    }

    private static Report search(Plant bug, Set<String> invariants, long first) {
        return Simulation.of(bug, violation -> breaks(violation, invariants)).run(first, first + SEEDS - 1);
    }

    private static void requireFound(Plant bug, Set<String> invariants) {
        Report report = search(bug, invariants, FIRST_SEEDS.getOrDefault(bug, 1L));
        assertThat(report.violations.values()).anyMatch(violation -> breaks(violation, invariants));
        report.violations
                .keySet()
                .forEach(seed -> assertThat(Simulation.ofFunctions().replay(seed, Trace.NONE).violations)
                        .isEmpty());
    }

    private static boolean breaks(Violation violation, Set<String> invariants) {
        return invariants.isEmpty() || invariants.contains(violation.invariant());
    }

    /** Prints the first seeds, those above twenty as this class has them; it takes some minutes. */
    static void main() {
        bugs().forEach(bug -> {
            String entry = "Map.entry(%s.%s, %%dL),"
                    .formatted(((Enum<?>) bug).getDeclaringClass().getSimpleName(), bug);
            search(bug, invariants(bug), 1).violations.entrySet().stream()
                    .filter(found -> breaks(found.getValue(), invariants(bug)))
                    .map(Map.Entry::getKey)
                    .min(Long::compareTo)
                    .ifPresentOrElse(
                            seed -> System.out.printf((seed > 20 ? entry : "    found early: " + entry) + "%n", seed),
                            () -> System.out.println("not found: " + bug));
        });
    }
}
