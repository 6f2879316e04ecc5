package sundown.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.contract.PaymentBackstage.Trouble;
import sundown.refund.InMemoryPaymentService.Fate;
import sundown.refund.PaymentService.PaidBack;

/** What a payment service in trouble does. */
public final class PaymentTroubles {
    private final Chance chance;
    private final Profile profile;
    private final Mishaps mishaps;
    private final WorldTime time;
    private Instant downUntil = Instant.MIN;
    private Instant emptyUntil = Instant.MIN;

    public PaymentTroubles(Chance chance, Profile profile, Mishaps mishaps, WorldTime time) {
        this.chance = chance;
        this.profile = profile;
        this.mishaps = mishaps;
        this.time = time;
    }

    /**
     * It goes down, for minutes or for longer than its keys live.
     *
     * @return true when it does
     */
    public boolean goDown() {
        boolean goes = rough();
        if (goes) {
            downUntil = time.now().plus(outage());
        }
        return goes;
    }

    /**
     * The account has no money for refunds, until somebody pays in.
     *
     * @return true when it has none
     */
    public boolean runOut() {
        boolean runs = rough();
        if (runs) {
            emptyUntil = time.now().plus(outage());
        }
        return runs;
    }

    public boolean balanceEmpty() {
        return !mishaps.over() && time.now().isBefore(emptyUntil);
    }

    private Duration outage() {
        return chance.oneIn(3)
                ? chance.between(Duration.ofHours(20), Duration.ofHours(30))
                : chance.between(Duration.ofMinutes(1), Duration.ofHours(3));
    }

    public boolean down() {
        return !mishaps.over() && time.now().isBefore(downUntil);
    }

    /** What a request meets. */
    public Optional<Trouble> trouble() {
        return rough() && chance.oneIn(3) ? Optional.of(chance.pick(Trouble.values())) : Optional.empty();
    }

    private boolean rough() {
        return !mishaps.over() && profile.setback() > 0;
    }

    /** The outcome of the next refund, if it is unusual. */
    public Optional<Fate> fate() {
        return mishaps.over() || !chance.oneIn(2) ? Optional.empty() : Optional.of(anyFate());
    }

    private Fate anyFate() {
        Duration after = chance.between(Duration.ofMinutes(1), Duration.ofDays(chance.pick(1, 10, 40)));
        return switch (chance.between(1, 6)) {
            case 1 -> Fate.of(PaidBack.Status.FAILED);
            case 2 -> new Fate(PaidBack.Status.PENDING, after, PaidBack.Status.SUCCEEDED);
            case 3 -> new Fate(PaidBack.Status.PENDING, after, PaidBack.Status.FAILED);
            case 4 -> new Fate(PaidBack.Status.REQUIRES_ACTION, after, PaidBack.Status.SUCCEEDED);
            case 5 -> new Fate(PaidBack.Status.REQUIRES_ACTION, after, PaidBack.Status.FAILED);
            default -> new Fate(PaidBack.Status.SUCCEEDED, after, PaidBack.Status.FAILED);
        };
    }
}
