package sundown.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import sundown.simulation.cloud.Cloud;
import sundown.simulation.people.Latecomers;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;

/**
 * The days around the beginning of refunds: what is left to be given back is given back, while everything goes wrong
 * again.
 *
 * @param deliveries delivers a message of each queue, and says how many there were
 */
public record RefundDays(
        Cloud cloud,
        Latecomers latecomers,
        Hours hours,
        WorldTime time,
        Calendar calendar,
        Chance chance,
        IntSupplier deliveries) {
    private static final int MOST_STEPS_TO_REST = 2_000;
    private static final Duration LONGEST_FATE = Duration.ofDays(41);

    /** They pass, with trouble first and then without. */
    void pass() {
        Instant begin = calendar.refundsBegin();
        hours.passUntil(begin.minus(chance.between(Duration.ZERO, Duration.ofHours(20))));
        cloud.mishaps.begin();
        for (int count = chance.between(5, 40); count > 0; count--) {
            step();
        }
        cloud.mishaps.end();
        hours.passUnswept(begin);
        cloud.sweep();
        rest();
        hours.passUnswept(time.now().plus(LONGEST_FATE));
        rest();
    }

    private void step() {
        switch (chance.between(1, 10)) {
            case 1 -> cloud.publisher.moveRefundDate();
            case 2 -> cloud.refunds.misfortune();
            case 3 -> latecomers.act();
            case 4, 5 -> hours.pass();
            default -> deliverOrPass();
        }
    }

    private void deliverOrPass() {
        if (deliveries.getAsInt() == 0) {
            hours.pass();
        }
    }

    private void rest() {
        for (int count = 0; count < MOST_STEPS_TO_REST; count++) {
            if (deliveries.getAsInt() == 0 && !hours.passToTheNextEvent()) {
                return;
            }
        }
        throw new Violation("every refund comes to an end", String.valueOf(cloud.refunds.rows()));
    }
}
