package sundown.local.demo.cloud;

import java.time.Clock;
import java.util.Map;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.local.emulators.Cloud;
import sundown.local.google.play.StandInOrder;
import sundown.local.google.play.StandInPlay;
import sundown.local.google.play.StandInPlay.StandInSubscription;

/** The stand-in Google Play of one machine's cloud. */
record PlaySide(StandInPlay standIn) implements AutoCloseable {
    private static final String KEY = "sundown/google-play";

    static PlaySide start(Clock clock) {
        return new PlaySide(StandInPlay.start(clock));
    }

    /** With a rate that holds no worker back. */
    Map<String, String> parameters() {
        return Map.of(
                "GooglePlayPackage",
                StandInPlay.APP,
                "GooglePlayKeySecretName",
                KEY,
                "GooglePlayRequestsPerMinute",
                "1000000",
                "GooglePlayUri",
                standIn.uri().toString());
    }

    /** Knows a member's last order, and what renews the membership. */
    void bill(Membership membership) {
        Money fee = membership.fee();
        standIn.add(new StandInOrder(
                membership.charge().value(), fee.minorUnits(), fee.currency().getCurrencyCode()));
        membership.subscription().ifPresent(renewal -> standIn.add(new StandInSubscription(renewal.value())));
    }

    void putSecret(Cloud cloud) {
        cloud.putSecret(KEY, standIn.keyFile());
    }

    @Override
    public void close() {
        standIn.close();
    }
}
