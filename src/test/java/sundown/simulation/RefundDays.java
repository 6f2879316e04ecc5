package sundown.simulation;

import java.time.Duration;
import java.time.Instant;

/** The days around the refund date: what is left to be given back is given back, while everything goes wrong again. */
final class RefundDays {
    private static final int MOST_STEPS_TO_REST = 2_000;
    private static final Duration LONGEST_FATE = Duration.ofDays(41);

    private final Cloud cloud;
    private final Hours hours;
    private final WorldTime time;
    private final Chance chance;

    RefundDays(Cloud cloud, Hours hours, WorldTime time, Chance chance) {
        this.cloud = cloud;
        this.hours = hours;
        this.time = time;
        this.chance = chance;
    }

    /** They pass, with trouble first and then without. */
    void pass() {
        Instant refundBy = Cloud.refundBy();
        hours.passUntil(refundBy.minus(chance.between(Duration.ZERO, Duration.ofHours(20))));
        cloud.mishaps().begin();
        for (int count = chance.between(5, 40); count > 0; count--) {
            step();
        }
        cloud.mishaps().end();
        hours.passUntil(refundBy);
        cloud.sendForAll();
        rest();
        hours.passUntil(time.now().plus(LONGEST_FATE));
        rest();
    }

    private void step() {
        switch (chance.between(1, 10)) {
            case 1 -> cloud.sendForAll();
            case 2 -> cloud.refunds().misfortune();
            case 3, 4, 5 -> hours.pass();
            default -> deliverOrPass();
        }
    }

    private void deliverOrPass() {
        if (deliver() == 0) {
            hours.pass();
        }
    }

    private int deliver() {
        return cloud.refundWorkers().deliver() + cloud.webhooks().deliver();
    }

    private void rest() {
        for (int count = 0; count < MOST_STEPS_TO_REST; count++) {
            if (deliver() == 0 && !hours.passToTheNextEvent()) {
                return;
            }
        }
        throw new Violation(
                "every refund comes to an end", String.valueOf(cloud.refunds().rows()));
    }
}
