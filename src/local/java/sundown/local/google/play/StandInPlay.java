package sundown.local.google.play;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sundown.local.fault.FaultScript;
import sundown.local.google.play.StandInOrder.State;
import sundown.local.http.LoopbackServer;

/**
 * A stand-in for Google Play: orders and subscriptions of one app, from one state in memory. It does what Google
 * documents and can be told to misbehave, as {@code docs/stand-in-play.md} describes. It serves only this machine.
 */
public final class StandInPlay implements AutoCloseable {
    /** The package name of the app. */
    public static final String APP = "example.photos";

    private final LoopbackServer server = LoopbackServer.bind(0);
    private final FaultScript<Operation, Effect> script = new FaultScript<>();
    private final Map<String, StandInOrder> orders = new ConcurrentHashMap<>();
    private final Map<String, StandInSubscription> subscriptions = new ConcurrentHashMap<>();
    private final ServiceAccount account;
    private final Clock clock;
    private volatile Instant downUntil = Instant.MIN;
    private volatile Duration refundsTake = Duration.ZERO;

    private StandInPlay(Clock clock) {
        this.clock = clock;
        this.account = new ServiceAccount(server.address().resolve("/token"));
    }

    /** Starts one; it serves until it is closed. */
    public static StandInPlay start(Clock clock) {
        StandInPlay play = new StandInPlay(clock);
        play.server.serve(new PlayApi(play, play.account));
        return play;
    }

    public URI uri() {
        return server.address();
    }

    /** The key file of the service account: JSON, as Google issues it. */
    public Map<String, String> keyFile() {
        return account.keyFile();
    }

    /** Makes another key; that of before is not valid any more. */
    public void replaceKey() {
        account.replaceKey();
    }

    public FaultScript<Operation, Effect> faults() {
        return script;
    }

    public void add(StandInOrder order) {
        orders.put(order.id(), order);
    }

    public void add(StandInSubscription subscription) {
        subscriptions.put(subscription.token(), subscription);
    }

    /** An order as it is now: a refund that takes its time may have ended. */
    public Optional<StandInOrder> order(String id) {
        return Optional.ofNullable(orders.computeIfPresent(id, (_, order) -> order.settled(clock.instant())));
    }

    public Optional<StandInSubscription> subscription(String token) {
        return Optional.ofNullable(subscriptions.get(token));
    }

    /** Refunds what is left of an order; false where nothing can be refunded. */
    boolean refund(String id) {
        Optional<StandInOrder> refundable = order(id).filter(StandInOrder::refundable);
        refundable.ifPresent(order -> add(order.refunded(clock.instant().plus(refundsTake))));
        return refundable.isPresent();
    }

    /** Refunds a part, as an operator can in the Play Console. */
    public void refundInConsole(String id, long minorUnits) {
        add(order(id).orElseThrow().refundedInPart(minorUnits));
    }

    /** The member's bank takes the money back. */
    public void chargeBack(String id) {
        add(order(id).orElseThrow().in(State.REFUNDED).chargedBack());
    }

    /** Refunds are waiting to be processed for this time, by the clock. */
    public void refundsTake(Duration time) {
        refundsTake = time;
    }

    /** Leaves all calls without an answer for this time, by the clock. */
    public void goDownFor(Duration time) {
        downUntil = clock.instant().plus(time);
    }

    boolean isDown() {
        return clock.instant().isBefore(downUntil);
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * A subscription.
     *
     * @param state without the words that all of Google's states begin with
     */
    public record StandInSubscription(String token, String state) {
        /** One that renews itself. */
        public StandInSubscription(String token) {
            this(token, "ACTIVE");
        }
    }

    public enum Operation {
        TOKEN,
        GET_ORDER,
        REFUND_ORDER,
        GET_SUBSCRIPTION,
        CANCEL_SUBSCRIPTION
    }

    /** What a fault does to the call that it strikes. In JSON, {@code type} is the name in the annotation. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "answer", value = Effect.Answer.class),
        @JsonSubTypes.Type(name = "drop", value = Effect.Drop.class),
        @JsonSubTypes.Type(name = "actThenDrop", value = Effect.ActThenDrop.class),
        @JsonSubTypes.Type(name = "acceptOnly", value = Effect.AcceptOnly.class)
    })
    public sealed interface Effect {
        /** The call is turned away with this status and reason, before anything is done. */
        record Answer(int status, String reason) implements Effect {}

        /** The connection breaks before anything is done. */
        record Drop() implements Effect {}

        /** The call is carried out, and the connection breaks before the answer. */
        record ActThenDrop() implements Effect {}

        /** Nothing is done, and the call is answered as if it were. */
        record AcceptOnly() implements Effect {}
    }
}
