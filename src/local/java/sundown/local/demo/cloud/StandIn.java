package sundown.local.demo.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import sundown.local.demo.cloud.Settings.GoogleProject;
import sundown.local.google.StandInGoogle;
import sundown.local.google.StandInGoogleSettings;
import sundown.local.google.StandInGoogleSettings.AccountSettings;
import sundown.local.google.StandInGoogleSettings.Client;
import sundown.local.google.StandInGoogleSettings.GoogleRules;
import sundown.local.google.StandInGoogleSettings.QuotaLimits;

/** The stand-in Google of the demonstration: one app, requests without end, two users with room, and one without. */
public final class StandIn {
    public static final String EMAIL = "asha@example.com";

    public static final String OTHER_EMAIL = "rohan@example.com";

    private static final AccountSettings WITHOUT_ROOM =
            new AccountSettings("meera@example.com", "Meera, with too little room", OptionalLong.of(1_000), 0);
    private static final GoogleProject PROJECT = new GoogleProject("sundown-local", "sundown-local-secret");

    private static final StandInGoogleSettings SAMPLE =
            settings(account(EMAIL, "Asha"), account(OTHER_EMAIL, "Rohan"), WITHOUT_ROOM);

    private StandIn() {}

    public static StandInGoogle start(Clock clock) throws IOException {
        return StandInGoogle.start(SAMPLE, clock);
    }

    /** One that keeps the bytes that it gets in a folder. */
    public static StandInGoogle start(Clock clock, Path folder) throws IOException {
        return StandInGoogle.start(SAMPLE.keepingBytesIn(folder), clock);
    }

    /** One with accounts of these addresses, which have room without end. */
    public static StandInGoogle start(Clock clock, List<String> emails) throws IOException {
        return StandInGoogle.start(
                settings(emails.stream().map(email -> account(email, email)).toArray(AccountSettings[]::new)), clock);
    }

    private static StandInGoogleSettings settings(AccountSettings... accounts) {
        Client client = Client.installed(PROJECT.clientId(), PROJECT.clientSecret());
        return StandInGoogleSettings.of(client, accounts)
                .with(GoogleRules.usual().with(QuotaLimits.unlimited()));
    }

    public static GoogleSide side(StandInGoogle google) {
        return GoogleSide.standIn(google.httpUri(), google.grpcUri(), PROJECT);
    }

    private static AccountSettings account(String email, String name) {
        return new AccountSettings(email, name, OptionalLong.empty(), 0);
    }
}
