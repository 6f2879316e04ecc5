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
            Map.entry(PlantedBug.AN_EARLIER_PAYMENT_COUNTS_AS_LATE, 87L),
            Map.entry(PlantedBug.AN_EARLY_BOUNCE_IS_DROPPED, 42L),
            Map.entry(PlantedBug.ASKED_AGAIN_WITHOUT_END, 288L),
            Map.entry(PlantedBug.A_CLAIM_IS_NOT_RELEASED, 72L),
            Map.entry(PlantedBug.A_LATE_PAYMENT_GOES_BACK_TWICE, 50L),
            Map.entry(PlantedBug.A_PENDING_REFUND_IS_LEFT_ALONE, 78L),
            Map.entry(PlantedBug.A_STALE_MESSAGE_IS_OBEYED, 160L),
            Map.entry(PlantedBug.CONFIRMED_VOLUMES_ARE_FORGOTTEN, 24L),
            Map.entry(PlantedBug.DATES_ARE_READ_FROM_A_CACHE, 275L),
            Map.entry(PlantedBug.DAY_IGNORED, 23L),
            Map.entry(PlantedBug.EACH_REQUEST_HAS_ITS_OWN_KEY, 50L),
            Map.entry(PlantedBug.FAILURES_ARE_NOT_HEARD, 93L),
            Map.entry(PlantedBug.ITEM_DROPPED_SILENTLY, 27L),
            Map.entry(PlantedBug.LINKS_OUTLIVE_THE_ARCHIVE, 42L),
            Map.entry(PlantedBug.NOBODY_LOOKS_AFTER_COUNTS, 23L),
            Map.entry(PlantedBug.NOTHING_IS_BROUGHT_FORWARD, 22L),
            Map.entry(PlantedBug.NOTHING_IS_FOUND_AND_NOBODY_GUARDS, 50L),
            Map.entry(PlantedBug.NOTHING_WAITS, 30L),
            Map.entry(PlantedBug.PEOPLE_ARE_TOLD_TOO_LATE, 50L),
            Map.entry(PlantedBug.REFUNDS_ARE_SAVED_WITHOUT_VERSION_CHECK, 347L),
            Map.entry(PlantedBug.REPEATED_AFTER_THE_WINDOW, 21L),
            Map.entry(PlantedBug.SHARE_IGNORED, 1_270L),
            Map.entry(PlantedBug.THE_HALF_DELETED_IS_NOT_PUT_DOWN, 100L),
            Map.entry(PlantedBug.TIMES_OVERLAP, 32L),
            Map.entry(PlantedBug.WHAT_IS_NOT_CHOSEN_IS_CALLED_SAFE, 69L),
            Map.entry(PlantedWeakRead.CANCELLATIONS, 37L),
            Map.entry(PlantedWeakRead.HOLDS, 452L),
            Map.entry(PlantedWeakRead.PURGES, 1_938L),
            Map.entry(PlantedWeakRead.THE_KILL_SWITCH, 71L),
            Map.entry(PlantedWeakRead.TRANSFERS, 93L));

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
