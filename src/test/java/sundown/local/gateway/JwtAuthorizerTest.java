package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.gateway.Authorization.Forbidden;
import sundown.local.gateway.Authorization.Granted;
import sundown.local.gateway.Authorization.Unauthorized;
import sundown.local.identity.Flaw;
import sundown.local.identity.LocalIdentity;

class JwtAuthorizerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2022-12-05T10:00:00Z"), ZoneOffset.UTC);
    private static final List<String> SCOPES = List.of("sundown/admin", "sundown/export");

    @AutoClose
    private final LocalIdentity identity = new LocalIdentity("app", "openid sundown/export", CLOCK);

    private final JwtAuthorizer authorizer =
            new JwtAuthorizer(new JwtVerifier(identity.issuer(), Set.of("app"), CLOCK));

    @Test
    void grantsAnAccessTokenAndHandsItsClaimsOnAsText() {
        assertThat(decide("Bearer " + identity.accessToken("user-1")))
                .isInstanceOfSatisfying(Granted.class, granted -> {
                    assertThat(granted.scopes()).containsExactly("sundown/export");
                    assertThat(granted.claims())
                            .containsEntry("sub", "user-1")
                            .containsEntry("token_use", "access")
                            .containsEntry("scope", "openid sundown/export")
                            .containsEntry("iat", "1670234400");
                });
    }

    @Test
    void takesATokenWithoutAPrefixToo() {
        assertThat(decide(identity.accessToken("user-1"))).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OTHER_SCOPE", "WITHOUT_SCOPE"})
    void refusesAnInvalidToken(Flaw flaw) {
        assertThat(decide("Bearer " + identity.flawedToken("user-1", flaw)))
                .isInstanceOfSatisfying(
                        Unauthorized.class,
                        refusal -> assertThat(refusal.challenge()).contains("error=\"invalid_token\""));
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHER_SCOPE", "WITHOUT_SCOPE"})
    void forbidsAValidTokenWithoutTheScope(Flaw flaw) {
        assertThat(decide("Bearer " + identity.flawedToken("user-1", flaw)))
                .isInstanceOfSatisfying(
                        Forbidden.class,
                        refusal -> assertThat(refusal.challenge()).contains("error=\"insufficient_scope\""));
    }

    @Test
    void forbidsAnIdToken() {
        assertThat(decide("Bearer " + identity.idToken("user-1"))).isInstanceOf(Forbidden.class);
    }

    @Test
    void refusesATokenWithChangedClaims() {
        String[] parts = identity.accessToken("user-1").split("\\.", -1);
        String[] others = identity.accessToken("user-2").split("\\.", -1);

        assertThat(decide("Bearer " + parts[0] + "." + others[1] + "." + parts[2]))
                .isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic dXNlcjpwYXNz",
                "Bearer a.b",
                "Bearer a.b.c",
                "Bearer e30.e30.e30",
                "Bearer W10.W10.",
                "Bearer ....",
                "Bearer one two"
            })
    void refusesWhatIsNoToken(String header) {
        assertThat(decide(header)).isInstanceOf(Unauthorized.class);
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        assertThat(authorizer.decide(Optional.empty(), SCOPES)).isEqualTo(new Unauthorized("Bearer"));
    }

    private Authorization decide(String header) {
        return authorizer.decide(Optional.of(header), SCOPES);
    }
}
