package sundown.google.play;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.contract.PlayBackstage;
import sundown.edge.Json;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.play.StandInOrder;
import sundown.local.google.play.StandInOrder.State;
import sundown.local.google.play.StandInPlay;
import sundown.local.google.play.StandInPlay.Effect;
import sundown.local.google.play.StandInPlay.Operation;
import sundown.local.google.play.StandInPlay.StandInSubscription;
import sundown.runtime.ManualClock;
import sundown.secret.Credential.ServiceAccountKey;
import sundown.secret.InMemoryCredentialSource;
import sundown.secret.Secret;

/** The stand-in Google Play, and the adapter that speaks to it. */
final class PlayAdapter implements PlayBackstage, AutoCloseable {
    private static final long REQUESTS_PER_MINUTE = 1_000;

    private final ManualClock clock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
    final StandInPlay play = StandInPlay.start(clock);
    final InMemoryCredentialSource<ServiceAccountKey> keys = InMemoryCredentialSource.of(key());
    private final PlayCalls calls = calls(StandInPlay.APP);

    PlayCalls calls(String app) {
        return calls(app, REQUESTS_PER_MINUTE);
    }

    PlayCalls calls(String app, long requestsPerMinute) {
        PlayPace pace = new PlayPace(List.of(requestsPerMinute, 0L), clock);
        return new PlayCalls(play.uri().toString(), app, pace, keys, clock);
    }

    /** The key that is valid now. */
    ServiceAccountKey key() {
        return new ServiceAccountKey(new Secret(Json.write(play.keyFile())));
    }

    @Override
    public PlayPaymentService service() {
        return new PlayPaymentService(calls);
    }

    @Override
    public void charge(ChargeId order, Money fee) {
        play.add(order(order, fee));
    }

    private static StandInOrder order(ChargeId order, Money fee) {
        return new StandInOrder(order.value(), fee.minorUnits(), fee.currency().getCurrencyCode());
    }

    @Override
    public void cancelUnpaid(ChargeId order, Money fee) {
        play.add(order(order, fee).in(State.CANCELED));
    }

    @Override
    public void subscribe(SubscriptionId subscription) {
        play.add(new StandInSubscription(subscription.value()));
    }

    @Override
    public void refundByOthers(ChargeId order, Money part) {
        play.refundInConsole(order.value(), part.minorUnits());
    }

    @Override
    public void chargeBack(ChargeId order) {
        play.chargeBack(order.value());
    }

    @Override
    public void refundsTake(Duration time) {
        play.refundsTake(time);
    }

    @Override
    public void strike(Trouble trouble) {
        Effect effect =
                switch (trouble) {
                    case LOST_BEFORE_ACTING -> new Effect.Drop();
                    case LOST_AFTER_ACTING -> new Effect.ActThenDrop();
                    case TOO_MANY_REQUESTS -> new Effect.Answer(429, "rateLimitExceeded");
                    case ACCEPTED_ONLY -> new Effect.AcceptOnly();
                };
        play.faults().add(Fault.next(Operation.REFUND_ORDER, effect));
        play.faults().add(Fault.next(Operation.CANCEL_SUBSCRIPTION, effect));
    }

    @Override
    public void goDown() {
        play.goDownFor(Duration.ofDays(1000));
    }

    @Override
    public void comeBack() {
        play.goDownFor(Duration.ZERO);
    }

    @Override
    public void replaceKey() {
        play.replaceKey();
    }

    @Override
    public void passes(Duration time) {
        clock.advance(time);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        calls.close();
        play.close();
    }
}
