package sundown.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.simulation.cloud.Cloud;
import sundown.simulation.people.Operators;
import sundown.simulation.people.People;
import sundown.simulation.people.Relocations;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;

/**
 * The days after the close: what is left of the group is deleted, with trouble first and then without.
 *
 * @param deliveries delivers a message of each queue, and says how many there were
 */
public record LastDays(
        Cloud cloud,
        People people,
        Operators operators,
        Relocations relocations,
        Hours hours,
        WorldTime time,
        Chance chance,
        IntSupplier deliveries) {
    /** A close that is postponed again and again is a year away, in steps of half a day and deliveries. */
    private static final int MOST_STEPS_TO_THE_END = 4_000;

    /**
     * A deletion that takes more steps has lost a message. Clocks differ by a day, so that it may take a day until one
     * of them finds its chunk late.
     */
    private static final int STEPS_OF_A_MINUTE_MAX = 1_000;

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration A_WHILE = Duration.ofHours(12);

    /** They pass, until the group is certified; at any stage of it everything goes wrong for a while. */
    void pass() {
        cloud.mend();
        allow();
        relocations.begin();
        Stage stage = chance.pick(Stage.values());
        goOnUntil(() -> stage.reached(cloud.purges));
        cloud.mishaps.begin();
        for (int count = chance.between(5, 80); count > 0; count--) {
            step();
        }
        cloud.mishaps.end();
        allow();
        goOnUntil(() -> state() == StateName.CERTIFIED);
    }

    /** Neither the kill switch nor the buckets' policy stands in the way. */
    private void allow() {
        operators.allow();
        cloud.purges.deploy();
    }

    private void step() {
        switch (chance.between(1, 14)) {
            case 1 -> misfortune();
            case 2, 3, 4 -> operators.act();
            case 5 -> hours.pass();
            case 13, 14 -> relocations.act(Optional.empty());
            case 6 -> sweepAfter(chance.between(Duration.ofHours(1), Duration.ofHours(60)));
            default -> deliverOrWait();
        }
    }

    private void misfortune() {
        switch (chance.between(1, 6)) {
            case 1 -> people.any().gallery().replace(chance);
            case 2 -> cloud.publisher.moveRefundDate();
            case 3 -> people.any().act(chance);
            case 4 -> cloud.purges.deploy();
            default -> operators.interfere(Optional.empty());
        }
    }

    private void deliverOrWait() {
        if (deliveries.getAsInt() == 0) {
            sweepAfter(pace());
        }
    }

    private void sweepAfter(Duration length) {
        hours.passUntil(time.now().plus(length));
        cloud.sweep();
    }

    /** Sweeps delete each minute; before, there is much to wait for. */
    private Duration pace() {
        return state() == StateName.CANARY || state() == StateName.WAVES ? A_MINUTE : A_WHILE;
    }

    private StateName state() {
        return cloud.purges.purge().map(Purge::state).map(state -> state.name()).orElse(StateName.PLANNED);
    }

    private void goOnUntil(BooleanSupplier end) {
        for (int count = 0; count < MOST_STEPS_TO_THE_END; count++) {
            if (end.getAsBoolean()) {
                return;
            }
            if (deliveries.getAsInt() == 0) {
                operators.press();
                sweepAfter(count < STEPS_OF_A_MINUTE_MAX ? pace() : A_WHILE);
            }
        }
        throw new Violation("every group comes to its certificate", String.valueOf(cloud.purges.purge()));
    }
}
