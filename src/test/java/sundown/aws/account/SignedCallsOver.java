package sundown.aws.account;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import sundown.aws.account.SignedCalls.Services;

/** Signed calls over a client of a test. */
public final class SignedCallsOver {
    private SignedCallsOver() {}

    /** Calls all services at one address. */
    public static SignedCalls http(
            SdkHttpClient http, IdentityProvider<? extends AwsCredentialsIdentity> identity, URI address) {
        return new SignedCalls(
                new SignedRequests(http, identity), new Services(Optional.of(address), () -> "eu-west-1"));
    }
}
